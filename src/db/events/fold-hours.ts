import { type SQL, sql } from 'drizzle-orm'
import { onlyRow } from '../changes.ts'
import type { Db } from '../connect.ts'

const startOfDay = (time: Date): SQL => sql`date_trunc('day', ${time.toISOString()}::timestamptz, 'UTC')`

/** The counters of the later hours of a UTC day, counted and excluded ones each by their own index. */
const LATER_HOURS = sql.raw(
  ['=', '<>']
    .map(
      (is) => `
  select ctid from skill_event_hours where outcome ${is} 'counted' and hour > day and hour < day + interval '24 hours'`,
    )
    .join(' union all '),
)

/**
 * Folds the oldest UTC day that was over at the start of the day of `before`: adds at most `limit` of its hour counters to those of
 * its first hour. Sums of days stay the same. Returns how many counters are gone, 0 if no day is left to fold.
 */
export async function foldHours(db: Db, p: { before: Date; limit: number }): Promise<number> {
  const { rows } = await db.execute<{ folded: number }>(sql`
    with due as (
      select day from (
        select least((select min(hour) from skill_event_hours where outcome = 'counted'), (select min(hour) from skill_event_hours where outcome <> 'counted')) as hour
      ) first, generate_series(date_trunc('day', hour, 'UTC'), ${startOfDay(p.before)} - interval '24 hours', interval '24 hours') day
      where exists (${LATER_HOURS}) order by day limit 1
    ), gone as (
      delete from skill_event_hours h using due
      where h.ctid = any(array(select ctid from due cross join lateral (${LATER_HOURS}) later limit ${p.limit})) returning h.*, day
    ), days as (
      insert into skill_event_hours as h (skill_id, hour, event_type, outcome, events, anonymous)
      select skill_id, day, event_type, outcome, sum(events), sum(anonymous) from gone group by 1, 2, 3, 4
      on conflict (skill_id, hour, event_type, outcome)
        do update set events = h.events + excluded.events, anonymous = h.anonymous + excluded.anonymous
    ) select count(*)::int as folded from gone`)
  return onlyRow(rows).folded
}

/** A query of the number of hour counters that `foldHours` would fold. */
export const countOldHours = (before: Date): SQL => sql`
  select count(*)::int from skill_event_hours
  where hour < ${startOfDay(before)} and hour <> date_trunc('day', hour, 'UTC')`
