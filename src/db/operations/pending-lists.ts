import { type SQL, sql } from 'drizzle-orm'
import type { Db } from '../connect.ts'

/**
 * A statement of a batch that updates thousands of skills: the GIN indexes put new entries on large pending lists.
 * Merging them 4 MB at a time would take ten times as long. Run `cleanPendingLists` afterwards.
 */
export const widenPendingLists: SQL = sql`
  select set_config('gin_pending_list_limit', '512MB', true), set_config('work_mem', '64MB', true)`

/**
 * Merges the pending lists into the indexes. Otherwise searches scan them, until the next write of a skill merges them.
 */
export const cleanPendingLists = (db: Db) =>
  db.execute(sql`
    select gin_clean_pending_list('ix_skills_search'), gin_clean_pending_list('ix_skills_search_body'),
      gin_clean_pending_list('ix_skills_search_text')`)
