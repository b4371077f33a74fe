import { sql } from 'drizzle-orm'
import { COUNTING } from '../../domain/events/counting-rules.ts'
import type { SkillRef } from '../catalogue/skill-detail.ts'
import type { Db } from '../connect.ts'
import { type JsonText, readJson, rfc3339, tickOf } from '../json.ts'

/** How many pending events a read looks at. A backlog may be long, and a public read must stay cheap. */
const MOST_PENDING = 1000

/** The time up to which all received events are counted, apart from those that wait for a retry. */
export const JUDGED_UNTIL = sql`(
  select ${rfc3339(`least(${tickOf('now()')}, min(received_at))`)} from (
    select received_at, retry_count from raw_events where not normalized and dropped_reason is null order by id limit ${MOST_PENDING}
  ) oldest where retry_count = 0)`

const LINE = sql.raw(`'event_type', event_type, 'raw', raw, 'counted', counted, 'counted_anonymous', counted_anonymous,
  'excluded', excluded, 'reasons', reasons`)

/**
 * The counting ledger of an active skill over the last `days` UTC days, today included: raw, counted and excluded
 * events. Returns null if there is no such skill.
 */
export function readCounts(db: Db, ref: SkillRef, p: { days: number; now: Date }): Promise<JsonText | null> {
  const condition = 'id' in ref ? sql`id = ${ref.id}::uuid` : sql`slug = ${ref.slug}`
  return readJson(
    db,
    sql`
    with skill as (select id, slug from skills where ${condition} and status = 'active'), span as (
      select (${p.now.toISOString()}::timestamptz at time zone 'UTC')::date - ${p.days - 1}::int as first_day,
        (${p.now.toISOString()}::timestamptz at time zone 'UTC')::date as last_day
    ), hours as (
      select (hour at time zone 'UTC')::date as day, event_type, outcome, events, anonymous
      from skill_event_hours, span where skill_id = (select id from skill)
        and hour >= first_day::timestamp at time zone 'UTC' and hour < (last_day + 1)::timestamp at time zone 'UTC'
    ),
    -- rows without a day hold the whole span
    sums as (
      select day, event_type, outcome, sum(events) as events, sum(anonymous) as anonymous
      from hours group by grouping sets ((day, event_type, outcome), (event_type, outcome))
    ), lines as (
      select day, event_type, sum(events) as raw, coalesce(sum(events) filter (where outcome = 'counted'), 0) as counted,
        coalesce(sum(anonymous) filter (where outcome = 'counted'), 0) as counted_anonymous,
        coalesce(sum(events) filter (where outcome <> 'counted'), 0) as excluded,
        coalesce(json_object_agg(outcome, events order by outcome) filter (where outcome <> 'counted'), '{}') as reasons
      from sums group by day, event_type
    )
    select json_build_object('id', id, 'slug', slug, 'from', first_day, 'to', last_day, 'as_of', ${JUDGED_UNTIL},
      'rules_version', ${COUNTING.version}::int,
      'totals', (select coalesce(json_agg(json_build_object(${LINE}) order by event_type), '[]') from lines where day is null),
      'items', (select coalesce(json_agg(json_build_object('day', day, ${LINE}) order by day desc, event_type), '[]')
        from lines where day is not null)
    )::text as body from skill, span`,
  )
}
