import { sql } from 'drizzle-orm'
import type { Db } from '../connect.ts'
import { rfc3339 } from '../json.ts'

/**
 * The start of the first UTC day whose events are all still stored, as RFC 3339. Returns null if there is no such day.
 * Days that begin before the retention period are incomplete. So is the oldest event's day if the hour counters reach
 * further back.
 */
export async function findWholeSince(db: Db, p: { now: Date; retentionDays: number }): Promise<string | null> {
  const { rows } = await db.execute<{ since: string }>(sql`
    with oldest as (
      select day, exists (select from skill_event_hours where hour < day and outcome <> 'duplicate_event_id') as is_cut
      from (select date_trunc('day', min(created_at), 'UTC') as day from skill_events) first
    ), span as (
      select greatest(day + case when is_cut then interval '24 hours' else '0' end,
        date_trunc('day', ${p.now.toISOString()}::timestamptz - make_interval(hours => 24 * ${p.retentionDays}::int), 'UTC') + interval '24 hours') as since
      from oldest where day is not null
    ) select ${rfc3339('since')} as since from span`)
  return rows[0]?.since ?? null
}

/** The time from which events are complete. Without one it is 'infinity', which no event reaches. */
export const sinceOf = (since: string | null) => sql`${since ?? 'infinity'}::timestamptz`
