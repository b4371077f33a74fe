import { sql } from 'drizzle-orm'
import { batch, onlyRow } from '../../changes.ts'
import type { Db } from '../../connect.ts'
import { makingPartitions } from '../../operations/partitions.ts'

/** For how many days whole boards are kept. */
export const KEPT_DAYS = 30

/** `ended`: a day whose board has not been frozen yet. `unfinished`: a day whose board is frozen but not complete. */
export type DailyWork = { ended: string | null; unfinished: string | null }

const dailyWork = (now: Date) => sql<DailyWork>`
  with today as (select (${now.toISOString()}::timestamptz at time zone 'UTC')::date as today),
  counted as (select (hour at time zone 'UTC')::date as day from popularity_state)
  select (select day from counted, today where day < today and day >= today - ${KEPT_DAYS}::int
      and not exists (select from board_day_builds b where b.day = counted.day)) as ended,
    (select min(day) from board_day_builds where completed_at is null) as unfinished`

/** Finds the days whose boards are due: the day up to which events are counted, once it is over, and the oldest incomplete one. */
export async function findDailyWork(db: Db, now: Date): Promise<DailyWork> {
  const { rows } = await db.execute<DailyWork>(dailyWork(now))
  return onlyRow(rows)
}

/** Finds the same, after making the missing partitions in the same request. */
export async function makePartitionsAndFindWork(db: Db, now: Date): Promise<DailyWork> {
  const { work } = await batch(db, { ...makingPartitions(now), work: dailyWork(now) })
  return onlyRow(work)
}
