import { sql } from 'drizzle-orm'
import { batch, onlyRow } from '../../changes.ts'
import type { Db } from '../../connect.ts'

/** Drops the oldest day whose boards ended by `before`, with all that they were built from. Returns 1, or 0 if there is none. */
export async function dropDay(db: Db, before: Date): Promise<number> {
  const at = sql`${before.toISOString()}::timestamptz`
  const ended = sql`day < (${at} at time zone 'UTC')::date`
  const { dropped } = await batch(db, {
    // Readers look for the build first, so they find the day or nothing of it.
    builds: sql`delete from board_day_builds where ${ended}`,
    groups: sql`delete from board_day_groups where ${ended}`,
    inputs: sql`select drop_partition('board_day_inputs', ${at})`,
    dropped: sql<{ done: boolean }>`select drop_partition('board_days', ${at}) as done`,
  })
  return onlyRow(dropped).done ? 1 : 0
}
