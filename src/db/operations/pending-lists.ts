import { type SQL, sql } from 'drizzle-orm'
import type { Db } from '../connect.ts'

/**
 * A statement of a batch that updates skills by the thousand: what its GIN indexes have to take in is put on their pending lists, and
 * not sorted in 4 MB at a time, which takes ten times as long (milliseconds a skill). `cleanPendingLists` is due after it.
 */
export const widenPendingLists: SQL = sql`
  select set_config('gin_pending_list_limit', '512MB', true), set_config('work_mem', '64MB', true)`

/** Sorts in what waits on the lists: searches have to look through it, and the next to write a skill would have to do it. */
export const cleanPendingLists = (db: Db) =>
  db.execute(sql`
    select gin_clean_pending_list('ix_skills_search'), gin_clean_pending_list('ix_skills_search_body'),
      gin_clean_pending_list('ix_skills_search_text')`)
