import { sql } from 'drizzle-orm'
import type { Db } from '../connect.ts'

/** Merges the pending list into the index of terms. Otherwise each search scans it, until a later write merges it. */
export const cleanSearchIndex = (db: Db) => db.execute(sql`select gin_clean_pending_list('ix_skill_search_keys')`)
