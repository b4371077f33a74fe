import { type SQL, sql } from 'drizzle-orm'
import { KEY_PERIOD_DAYS } from '../../domain/events/event-keys.ts'
import { batch, onlyRow } from '../changes.ts'
import type { Db } from '../connect.ts'
import { lockNormalizing } from '../locks.ts'

/**
 * The tables whose partitions are made ahead: how long one lasts, and how many days back and ahead there must be some. An
 * event counts up to 30 days after it occurred; one that was received over 7 days ago is rare. What is older has the DEFAULT.
 */
const PARTITIONED = [
  { table: 'raw_events', step: '1 day', back: 7, ahead: 7 },
  { table: 'skill_events', step: '1 day', back: 31, ahead: 7 },
  { table: 'event_keys', step: `${KEY_PERIOD_DAYS} days`, back: 0, ahead: 7 },
  { table: 'audit_log', step: '1 month', back: 0, ahead: 7 },
] as const

/**
 * Makes the partitions around `now` that are missing, in one request. Returns their number. Two calls at once do no harm. Waits
 * for a round of normalizing: it would miss events that move meanwhile.
 */
export async function makePartitions(db: Db, now: Date): Promise<number> {
  const today = sql`(${now.toISOString()}::timestamptz at time zone 'UTC')::date`
  const made = PARTITIONED.map(
    ({ table, step, back, ahead }) =>
      sql`make_partitions(${table}::regclass, today - ${back}::int, today + ${ahead}::int, ${step}::interval)`,
  )
  const { done } = await batch(db, {
    lock: lockNormalizing,
    done: sql<{ made: number }>`select ${sql.join(made, sql` + `)} as made from (select ${today} as today) t`,
  })
  return onlyRow(done).made
}

/**
 * Drops the oldest partition of a table that has ended by `before`, unless there is none. Rows that meet the condition `keeping`
 * stay in the DEFAULT partition. Returns 1 or 0. Fails if others use the table for longer than 5 s.
 */
export async function dropPartition(
  db: Db,
  p: { table: string; before: Date; keeping?: string | undefined },
): Promise<number> {
  const { done } = await batch(db, {
    lock: lockNormalizing,
    done: sql<{ dropped: boolean }>`
      select drop_partition(${p.table}::regclass, ${p.before.toISOString()}::timestamptz, ${p.keeping ?? null}) as dropped`,
  })
  return onlyRow(done).dropped ? 1 : 0
}

/** A query of the number of partitions of a table that have ended by `before`. */
export const countEnded = (table: string, before: Date): SQL => sql`
  select count(*)::int from partition_bounds(${table}::regclass)
  where not is_default and ends_at <= ${before.toISOString()}::timestamptz`
