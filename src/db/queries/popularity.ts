import { type SQL, sql } from 'drizzle-orm'
import { POPULARITY_WEIGHTS as W, WINDOW_HOURS } from '../../domain/popularity.ts'
import type { Db } from '../connect.ts'
import { heldLease, type Lease } from './leases.ts'

const WINDOWS = Object.entries(WINDOW_HOURS)
const LONGEST = Math.max(...Object.values(WINDOW_HOURS))

const windowCounts = (eventType: 'view' | 'use'): SQL =>
  sql.raw(
    WINDOWS.map(
      ([window, hours]) =>
        `sum(events) filter (where event_type = '${eventType}' and hour >= first_hour + interval '${LONGEST - hours} hours')::int as ${eventType}s_${window}`,
    ).join(', '),
  )

const COLUMNS = [
  ...WINDOWS.flatMap(([window]) => [`views_${window}`, `uses_${window}`]),
  'favorites_total',
  'popularity_score',
]

/**
 * Sums up views, uses and favourites of every skill from the hour counters, and their score, as of the UTC hour of `now`.
 * Writes only the rows whose values changed. Null: the lease was lost.
 */
export async function recountPopularity(
  db: Db,
  lease: Lease,
  now: Date,
): Promise<{ skills: number; changed: number } | null> {
  const { rows } = await db.execute<{ held: boolean; skills: string; changed: string }>(sql`
    with ${heldLease(lease)}, clock as (
      select date_trunc('hour', ${now.toISOString()}::timestamptz, 'UTC') + interval '1 hour' as hour_end,
        date_trunc('hour', ${now.toISOString()}::timestamptz, 'UTC') - interval '${sql.raw(String(LONGEST - 1))} hours' as first_hour
    ),
    counted as (
      select skill_id, ${windowCounts('view')}, ${windowCounts('use')},
        sum(case event_type when 'favorite' then events when 'unfavorite' then -events end)::int as favorites_total
      from skill_event_hours, clock where outcome = 'counted' and hour < hour_end group by skill_id
    ), counts as (
      select s.id as skill_id, coalesce(p.github_stars, 0) as stars, coalesce(h.favorites_total, 0) as favorites_total,
        ${sql.raw(WINDOWS.flatMap(([w]) => [`coalesce(h.views_${w}, 0) as views_${w}`, `coalesce(h.uses_${w}, 0) as uses_${w}`]).join(', '))}
      from skills s left join skill_popularity p on p.skill_id = s.id left join counted h on h.skill_id = s.id
    ), fresh as (
      select counts.*, ${sql.raw(`${W.stars} * ln(1 + stars) + ${W.uses} * ln(1 + uses_30d) + ${W.favorites} * favorites_total
        + case when uses_30d > 0 then ${W.anyUse} else 0 end`)} as popularity_score
      from counts
    ), written as (
      insert into skill_popularity as p (skill_id, score_updated_at, ${sql.raw(COLUMNS.join(', '))})
      select skill_id, ${now.toISOString()}::timestamptz, ${sql.raw(COLUMNS.join(', '))} from fresh where exists (select from lease)
      on conflict (skill_id) do update set score_updated_at = excluded.score_updated_at,
        ${sql.raw(COLUMNS.map((column) => `${column} = excluded.${column}`).join(', '))}
      where (${sql.raw(COLUMNS.map((column) => `p.${column}`).join(', '))})
        is distinct from (${sql.raw(COLUMNS.map((column) => `excluded.${column}`).join(', '))})
      returning 1
    )
    select exists (select from lease) as held, (select count(*) from fresh) as skills, (select count(*) from written) as changed`)
  const row = rows[0]
  return row?.held ? { skills: Number(row.skills), changed: Number(row.changed) } : null
}
