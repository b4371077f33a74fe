import { sql } from 'drizzle-orm'
import type { Db } from '../connect.ts'
import { type JsonText, readJson, rfc3339 } from '../json.ts'

/** The number of UTC days that the success rate covers, including today. */
const RATE_DAYS = 7

const TODAY = sql.raw(`(now() at time zone 'UTC')::date`)

// Each received event is normalized, dropped or pending. `retried` counts scheduled retries, not events.
const DROPPED = sql.raw(`outcome not in ('normalized', 'retried', 'pending')`)
const FIGURES = sql`
  'received', coalesce(sum(events) filter (where outcome <> 'retried'), 0),
  'normalized', coalesce(sum(events) filter (where outcome = 'normalized'), 0),
  'retried', coalesce(sum(events) filter (where outcome = 'retried'), 0),
  'dropped_total', coalesce(sum(events) filter (where ${DROPPED}), 0),
  'dropped', coalesce(json_object_agg(outcome, events order by outcome) filter (where ${DROPPED}), '{}'),
  'pending', coalesce(sum(events) filter (where outcome = 'pending'), 0)`

/**
 * The outcomes of the events received in the last `days` UTC days, by day and site. `siteId` selects one site, and null
 * the anonymous events.
 */
export async function readEventStats(
  db: Db,
  p: { days: number; siteId?: string | null | undefined },
): Promise<JsonText> {
  const ofSite =
    p.siteId === undefined ? sql`true` : p.siteId === null ? sql`site_id is null` : sql`site_id = ${p.siteId}::uuid`
  const body = await readJson(
    db,
    sql`
    -- outcomes so far and pending events, as far back as the answer or its rate needs
    with counts as (
      select day, site_id, outcome, events from (
        select day, site_id, outcome, events from raw_event_days
        union all
        select (received_at at time zone 'UTC')::date, site_id, 'pending', count(*) from raw_events
        where not normalized and dropped_reason is null group by 1, 2
      ) everything where day between ${TODAY} - ${Math.max(p.days, RATE_DAYS) - 1}::int and ${TODAY} and ${ofSite}
    ),
    shown as (select * from counts where day > ${TODAY} - ${p.days}::int),
    totals as (
      select json_build_object(${FIGURES}) as totals
      from (select outcome, sum(events) as events from shown group by outcome) outcomes
    ),
    rate as (
      select coalesce(sum(events) filter (where outcome in ('normalized', 'duplicate_event_id')), 0)::float8 / nullif(sum(events), 0) as rate
      from counts where day > ${TODAY} - ${RATE_DAYS}::int and outcome not in ('retried', 'pending')
    ),
    items as (
      select day, s.key, json_build_object('day', day,
        'site', case when s.id is not null then json_build_object('id', s.id, 'key', s.key, 'name', s.name) end, ${FIGURES}) as item
      from shown left join sites s on s.id = shown.site_id group by day, s.id
    )
    select json_build_object(
      'as_of', ${rfc3339('now()')}, 'from', ${TODAY} - ${p.days - 1}::int, 'to', ${TODAY},
      'success_rate_7d', rate, 'totals', totals,
      'items', (select coalesce(json_agg(item order by day desc, key collate "C"), '[]') from items)
    )::text as body from totals, rate`,
  )
  return body ?? ''
}
