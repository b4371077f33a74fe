import { sql } from 'drizzle-orm'
import type { Db } from '../../../src/db/connect.ts'
import type { Outcomes } from '../../../src/db/events/normalize-events.ts'
import { normalizeInRounds } from '../../../src/jobs/ranking/normalize-events.ts'

/** The time at which the tests of events take place. */
export const NOW = new Date('2026-02-10T14:30:00Z')

type Payload = {
  skillId?: string
  slug?: string
  type?: string
  session?: string
  at?: string
  eventId?: string
  position?: unknown
}

/** The payload of a raw event. Default: an anonymous use at nine o'clock. */
export const payloadOf = (p: Payload) => ({
  event_id: p.eventId ?? crypto.randomUUID(),
  event_type: p.type ?? 'use',
  skill_id: p.skillId,
  slug: p.slug,
  session_hash: p.session,
  occurred_at: p.at ?? '2026-02-10T09:00:00Z',
  search_position: p.position,
})

export type Raw = {
  payload: unknown
  siteId?: string | undefined
  ip?: string
  ua?: string
  isBot?: boolean
  receivedAt?: string
  /** A site's server vouches for it, unless the caller says otherwise. */
  vouched?: boolean
  /** The hash of the sender's address. */
  address?: string
}

/** Inserts raw events unchecked. Returns their ids in the same order. */
export async function storeRaw(db: Db, raws: readonly Raw[]): Promise<number[]> {
  const { rows } = await db.execute<{ id: string }>(sql`
    with stored as (
      insert into raw_events (payload, site_id, ip_hash, ua_hash, is_bot, received_at, vouched, address_hash)
      select raw->'payload', (raw->>'siteId')::uuid, raw->>'ip', raw->>'ua', coalesce((raw->>'isBot')::boolean, false),
        coalesce((raw->>'receivedAt')::timestamptz, ${NOW.toISOString()}::timestamptz), coalesce((raw->>'vouched')::boolean, true), raw->>'address'
      from jsonb_array_elements(${JSON.stringify(raws)}::jsonb) with ordinality as raws(raw, place) order by place
      returning id)
    select id from stored order by id`)
  return rows.map((row) => Number(row.id))
}

/** Normalises all raw events that are due at a time. */
export const normalize = (
  db: Db,
  { at = NOW, limit = 5000, ...p }: { at?: Date; limit?: number; siteId?: string } = {},
): Promise<Outcomes> => normalizeInRounds({ db, now: at, limit, mayGoOn: () => true, ...p })

/** The outcome of each raw event, in the order of their arrival. */
export async function readRaw(db: Db) {
  const { rows } = await db.execute<Record<string, string>>(sql`
    select case when normalized and dropped_reason is null then 'normalized' when not normalized then coalesce(dropped_reason, 'pending') end
      as outcome, retry_count, next_retry_at, last_error
    from raw_events order by id`)
  return rows.map((row) => ({
    outcome: row.outcome,
    retries: Number(row.retry_count),
    nextRetryAt: row.next_retry_at ? new Date(row.next_retry_at).toISOString() : null,
    lastError: row.last_error,
  }))
}

/** The outcome of each stored event by its `event_id`: `counted`, or the reason why it does not count. */
export async function readOutcomes(db: Db): Promise<Record<string, string>> {
  const { rows } = await db.execute<{ event_id: string; outcome: string }>(
    sql`select event_id, coalesce(excluded_reason, 'counted') as outcome from skill_events order by event_id`,
  )
  return Object.fromEntries(rows.map((row) => [row.event_id, row.outcome]))
}

/** The hour counters, of these skills if they are named, each as `<hour> <type> <outcome>: <events>, <anonymous> anonymous`. */
export async function readHours(db: Db, skillIds?: readonly string[]): Promise<string[]> {
  const { rows } = await db.execute<{ line: string }>(sql`
    select format('%s %s %s: %s, %s anonymous', to_char(hour at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI'), event_type, outcome, events, anonymous)
      as line from skill_event_hours ${skillIds ? sql`where skill_id in ${skillIds}` : sql``} order by 1`)
  return rows.map((row) => row.line)
}

/** The counts of search positions, each as `<day> <type> <position>: <events>`. */
export async function readPositions(db: Db): Promise<string[]> {
  const { rows } = await db.execute<{ line: string }>(sql`
    select format('%s %s %s: %s', day, event_type, position, events) as line from search_positions order by day, event_type, position`)
  return rows.map((row) => row.line)
}

/** The outcomes of the raw events by UTC day and site, each as `<day> <site's key> <outcome>: <events>`. */
export async function readDays(db: Db): Promise<string[]> {
  const { rows } = await db.execute<{ line: string }>(sql`
    select format('%s %s %s: %s', day, coalesce(s.key, 'anonymous'), outcome, events) as line
    from raw_event_days left join sites s on s.id = site_id order by 1`)
  return rows.map((row) => row.line)
}

const ACTOR = sql`coalesce(user_id::text, session_hash, ip_hash || coalesce(ua_hash, ''), id::text)`
const GROUP = sql`skill_id, date_trunc('hour', created_at, 'UTC') as hour, event_type`
const COUNTS = sql`count(*)::int as events, count(*) filter (where site_id is null)::int as anonymous`

/** The differences between the ledgers and a recount of the events and raw events. Valid only if nothing else has written to them. */
export async function ledgerFaults(db: Db): Promise<unknown[]> {
  const { rows } = await db.execute(sql`
    with duplicates as (
      select s.id as skill_id, case when vouched then (payload->>'occurred_at')::timestamptz else received_at end as created_at, payload->>'event_type' as event_type, site_id
      from raw_events join skills s on s.id::text = lower(payload->>'skill_id') or s.slug = lower(payload->>'slug')
      where dropped_reason = 'duplicate_event_id'
    ), recount as (
      select ${GROUP}, coalesce(excluded_reason, 'counted') as outcome, ${COUNTS} from skill_events group by 1, 2, 3, 4
      union all select ${GROUP}, 'duplicate_event_id', ${COUNTS} from duplicates group by 1, 2, 3, 4
    ), hours as (
      select to_jsonb(x) as row from ((table skill_event_hours except table recount) union all (table recount except table skill_event_hours)) x
    ), day_totals as (
      select (received_at at time zone 'UTC')::date as day, site_id, case when normalized then 'normalized' else dropped_reason end as outcome,
        count(*)::int as events
      from raw_events where normalized or dropped_reason is not null group by 1, 2, 3
      union all select (received_at at time zone 'UTC')::date, site_id, 'retried', sum(retry_count)::int
      from raw_events where retry_count > 0 group by 1, 2
    ), days as (
      select to_jsonb(x) as row from ((table raw_event_days except table day_totals) union all (table day_totals except table raw_event_days)) x
    ), often as (
      select to_jsonb(x) as row from (select skill_id, event_type, ${ACTOR} as actor, (created_at at time zone 'UTC')::date as day, count(*)
        from skill_events where excluded_reason is null and event_type in ('view', 'use') group by 1, 2, 3, 4 having count(*) > 1) x
    ), limited as (
      select address_hash, (created_at at time zone 'UTC')::date as day, skill_id, ${ACTOR} as actor from skill_events
      where address_hash is not null and excluded_reason is null
    ), actors as (
      select address_hash, skill_id, day, count(distinct actor) as actors from limited group by 1, 2, 3
    ), spent as (
      select address_hash, day, count(*) as events from limited group by 1, 2
    ), addresses as (
      select to_jsonb(x) as row from ((table address_skill_days except table actors) union all (table actors except table address_skill_days)) x
      union all select to_jsonb(x) from ((table address_days except table spent) union all (table spent except table address_days)) x
      union all select to_jsonb(x) from actors x where actors > 3 union all select to_jsonb(x) from spent x where events > 100
    ), favorites as (
      select jsonb_build_object('skill_id', id, 'favorites', by_hours, 'fans', fans) as row from (select id,
        (select coalesce(sum(case event_type when 'favorite' then events when 'unfavorite' then -events end), 0)
          from skill_event_hours h where h.skill_id = s.id and outcome = 'counted') as by_hours,
        (select count(*) from skill_favorites f where f.skill_id = s.id and favorite) as fans from skills s) x where by_hours <> fans
    ), ends as (
      select jsonb_build_object('stored', (select count(*) from skill_events), 'normalized', count(*) filter (where normalized),
        'both', count(*) filter (where normalized and dropped_reason is not null),
        'ended, but due', count(*) filter (where next_retry_at is not null and (normalized or dropped_reason is not null))) as row from raw_events
    )
    select 'hour' as fault, row from hours union all select 'day', row from days union all select 'counted often', row from often
    union all select 'address', row from addresses union all select 'favourites', row from favorites union all
    select 'end', row from ends where row->'stored' <> row->'normalized' or row->>'both' <> '0' or row->>'ended, but due' <> '0'`)
  return rows
}
