import { type SQL, sql } from 'drizzle-orm'
import { KEY_PERIOD_DAYS } from '../../domain/events/event-keys.ts'
import { batch, onlyRow, type Statements } from '../changes.ts'
import type { Db } from '../connect.ts'
import { lockNormalizing } from '../locks.ts'

/**
 * The tables whose partitions are made ahead: `step` is how long one lasts, `back` and `ahead` how many days around today are
 * covered. Events count up to 30 days back; raw events from over 7 days ago are rare. Older rows go to the DEFAULT partition.
 */
const PARTITIONED = [
  { table: 'raw_events', step: '1 day', back: 7, ahead: 7 },
  { table: 'skill_events', step: '1 day', back: 31, ahead: 7 },
  { table: 'event_keys', step: `${KEY_PERIOD_DAYS} days`, back: 0, ahead: 7 },
  { table: 'audit_log', step: '1 month', back: 0, ahead: 7 },
] as const

/**
 * Statements of a batch that make the missing partitions around `now`; the row of `partitions` has their number. They wait for a
 * round of normalizing, which would miss events that move to a new partition meanwhile.
 */
export function makingPartitions(now: Date) {
  const today = sql`(${now.toISOString()}::timestamptz at time zone 'UTC')::date`
  const made = PARTITIONED.map(
    ({ table, step, back, ahead }) =>
      sql`make_partitions(${table}::regclass, today - ${back}::int, today + ${ahead}::int, ${step}::interval)`,
  )
  return {
    lock: lockNormalizing,
    partitions: sql<{ made: number }>`select ${sql.join(made, sql` + `)} as made from (select ${today} as today) t`,
  } satisfies Statements
}

/** Makes the missing partitions around `now`, in one request. Returns their number. Two calls at once do no harm. */
export async function makePartitions(db: Db, now: Date): Promise<number> {
  const { partitions } = await batch(db, makingPartitions(now))
  return onlyRow(partitions).made
}

/**
 * Drops the oldest partition of a table if it has ended by `before`. Its rows that meet the condition `keeping` move to the
 * DEFAULT partition. Returns 1, or 0 if there is none. Fails if others use the table for longer than 5 s.
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
