import { type SQL, sql } from 'drizzle-orm'
import { actorOf, dayOf, scopeOf } from '../../../drizzle/schema.ts'
import { EVENT_TYPES, RETRY } from '../../domain/events/event.ts'
import type { Db } from '../connect.ts'

/** What became of raw events: how many were normalised, will be tried again, and were dropped for which reason. */
export type Outcomes = { normalized: number; retried: number; dropped: Record<string, number> }

/** Due raw events: the first of them in id order, or those named; of one site only, if one is named. */
export type Due = { now: Date; siteId?: string | undefined } & ({ limit: number } | { ids: readonly number[] })

// One round at a time: what an actor has done already is known for sure, whoever normalises.
export const LOCK = sql`select pg_advisory_xact_lock(hashtextextended('normalize-events', 0))`

const PENDING = sql`not normalized and dropped_reason is null`

const isDue = (now: Date): SQL => sql`(next_retry_at is null or next_retry_at <= ${now.toISOString()}::timestamptz)`

const due = (columns: SQL, p: Due): SQL => sql`
  select ${columns} from raw_events
  where ${PENDING} and ${isDue(p.now)}
    and ${p.siteId ? sql`site_id = ${p.siteId}::uuid` : sql`true`}
    and ${'ids' in p ? sql`id = any(${`{${p.ids.join(',')}}`}::bigint[])` : sql`true`}
  order by id ${'limit' in p ? sql`limit ${p.limit}` : sql``}`

const quoted = (words: readonly string[]) => sql.raw(words.map((word) => `'${word}'`).join(', '))
const FAVORITES = quoted(['favorite', 'unfavorite'])

// Only what these match is cast: a cast that fails would fail the whole round.
const UUID = sql.raw(`'^[0-9a-fA-F]{8}-([0-9a-fA-F]{4}-){3}[0-9a-fA-F]{12}$'`)
const TIME = sql.raw(
  `'^[12]\\d{3}-(0[1-9]|1[0-2])-(0[1-9]|[12]\\d|3[01])T([01]\\d|2[0-3]):[0-5]\\d:[0-5]\\d(\\.\\d{1,6})?Z$'`,
)

// Each row is looked up by the index: whatever the planner believes of a round, it must not read all events there ever were.
const BY_INDEX = sql.raw('offset 0')

/**
 * CTEs from `claimed` raw events to `judged` (what is to be counted, and how) and `verdicts` (what becomes of each raw event).
 * None is joined to another: a planner that expects one raw event, as after a quiet hour, would compare all with all.
 */
const verdicts = (claimed: SQL): SQL => sql`
  claimed as materialized (${claimed}),
  -- materialized: each text is matched and cast once
  payloads as materialized (
    select id as raw_id, site_id, ip_hash, ua_hash, is_bot, received_at, retry_count, payload->>'event_id' as event_id,
      payload->>'event_type' as event_type, payload->>'session_hash' as session_hash, lower(payload->>'slug') as slug,
      not payload @? 'strict $.* ? (@.type() != "string" && @.type() != "null")' as has_texts_only,
      case when payload->>'skill_id' ~ ${UUID} then (payload->>'skill_id')::uuid end as wanted_id,
      case when payload->>'occurred_at' ~ ${TIME} then (payload->>'occurred_at')::timestamptz end as created_at
    from claimed
  ), parsed as materialized (
    select p.*, coalesce(by_id.id, by_slug.id) as skill_id, coalesce(
      has_texts_only and length(event_id) between 1 and 128 and event_type in (${quoted(EVENT_TYPES)}) and p.created_at is not null
      and (wanted_id is not null or p.slug is not null) and coalesce(length(session_hash), 0) <= 128, false) as well_formed
    from payloads p left join skills by_id on by_id.id = p.wanted_id left join skills by_slug on by_slug.slug = p.slug
  ),
  -- what can be stored, as a row of skill_events
  events as materialized (
    select gen_random_uuid() as id, null::uuid as user_id, raw_id, site_id, event_id, skill_id, event_type, session_hash, ip_hash, ua_hash,
      is_bot, created_at, received_at, row_number() over (partition by site_id, event_id order by raw_id) > 1 or exists (
        select from skill_events e where ${scopeOf('e.')} = ${scopeOf('n.')} and e.event_id = n.event_id ${BY_INDEX}) as is_known
    from parsed n where well_formed and skill_id is not null
  ), told as (
    select n.*, ${actorOf('n.')} as actor, ${dayOf('n.')} as day, event_type in (${FAVORITES}) and not is_known and not is_bot as is_word
    from events n
  ),
  -- a favourite is a state of its actor, and the last word is the one that occurred last
  heard as (
    select n.*, was_favorite, coalesce(is_word and created_at < greatest(changed_at, max(created_at) over (
      partition by skill_id, actor, is_word order by raw_id rows between unbounded preceding and 1 preceding)), false) as is_superseded
    from told n left join lateral (
      select f.favorite as was_favorite, f.changed_at from skill_favorites f
      where is_word and f.skill_id = n.skill_id and f.actor = n.actor ${BY_INDEX}) f on true
  ), judged as materialized (
    select n.*, case when is_known then 'duplicate_event_id' when is_bot then 'bot' when is_superseded then 'superseded'
      when is_word then case when event_type = lag(event_type, 1, case when was_favorite then 'favorite' else 'unfavorite' end)
        over (partition by skill_id, actor, is_word, is_superseded order by raw_id) then 'no_change' else 'counted' end
      when row_number() over (partition by skill_id, event_type, actor, day, is_known, is_bot order by raw_id) > 1
        or exists (select from skill_events e where e.skill_id = n.skill_id and e.event_type = n.event_type and ${actorOf('e.')} = n.actor
          and ${dayOf('e.')} = n.day and e.excluded_reason is null and e.event_type in ('view', 'use') ${BY_INDEX}) then 'repeat_in_day'
      else 'counted' end as outcome
    from heard n
  ), verdicts as materialized (
    select raw_id, site_id, received_at, case when is_known then 'duplicate_event_id' else 'normalized' end as outcome from judged
    union all
    select raw_id, site_id, received_at, case when not well_formed then 'invalid_payload_json'
      when retry_count < ${RETRY.most}::int then 'retried' else 'retry_exhausted' end
    from parsed where not well_formed or skill_id is null
  )`

const TOTALS = sql`select outcome, count(*)::int as events from verdicts group by outcome`

/**
 * Normalises due raw events in one transaction: the events, the hour counters, the state of favourites and what becomes of
 * the raw rows change together. Rows that somebody else holds are passed over.
 */
export async function normalizeRound(db: Db, p: Due): Promise<Outcomes> {
  const [, result] = await db.batch([
    db.execute(LOCK),
    db.execute<OutcomeRow>(sql`
    with ${verdicts(sql`${due(sql`*`, p)} for update skip locked`)},
    -- rounds come one after the other: whoever sees the number of one sees all before it
    numbered as materialized (select nextval('normalize_rounds') as round),
    stored as (
      insert into skill_events (id, event_id, site_id, skill_id, event_type, session_hash, ip_hash, ua_hash, created_at, excluded_reason, round)
      select id, event_id, site_id, skill_id, event_type, session_hash, ip_hash, ua_hash, created_at, nullif(outcome, 'counted'), round
      from judged, numbered where not is_known
    ), changes as (
      insert into popularity_changes (round, skill_id, hour, event_type, events)
      select round, skill_id, date_trunc('hour', created_at, 'UTC'), event_type, count(*)
      from judged, numbered where outcome = 'counted' group by 1, 2, 3, 4
    ), hours as (
      insert into skill_event_hours as h (skill_id, hour, event_type, outcome, events, anonymous)
      select skill_id, date_trunc('hour', created_at, 'UTC'), event_type, outcome, count(*), count(*) filter (where site_id is null)
      from judged group by 1, 2, 3, 4
      on conflict (skill_id, hour, event_type, outcome)
        do update set events = h.events + excluded.events, anonymous = h.anonymous + excluded.anonymous
    ), favorites as (
      insert into skill_favorites (skill_id, actor, favorite, changed_at)
      select distinct on (skill_id, actor) skill_id, actor, event_type = 'favorite', created_at
      from judged where event_type in (${FAVORITES}) and outcome in ('counted', 'no_change') order by skill_id, actor, raw_id desc
      on conflict (skill_id, actor) do update set favorite = excluded.favorite, changed_at = excluded.changed_at
    ), ${keepTotals}, marked as (
      update raw_events r set normalized = outcome = 'normalized', dropped_reason = case when outcome not in ('normalized', 'retried') then outcome end,
        ${retryLater(p.now, sql`v.outcome = 'retried'`)},
        last_error = case when outcome in ('retried', 'retry_exhausted') then 'unknown_skill' else last_error end
      -- the range keeps it to an index: of 100,000 raw events the planner would rather read all
      from verdicts v where r.id = v.raw_id and r.id between (select min(raw_id) from verdicts) and (select max(raw_id) from verdicts)
    ) ${TOTALS}`),
  ])
  return outcomesOf(result.rows)
}

/** What a round would do with the due raw events; it changes nothing. */
export async function rehearseRound(db: Db, p: Due): Promise<Outcomes> {
  const { rows } = await db.execute<OutcomeRow>(sql`with ${verdicts(due(sql`*`, p))} ${TOTALS}`)
  return outcomesOf(rows)
}

/** How many raw events wait, those to be tried again included: all, or those of a site. */
export async function countPending(db: Db, siteId?: string): Promise<number> {
  const { rows } = await db.execute<{ pending: number }>(sql`
    select count(*)::int as pending from raw_events where ${PENDING} and ${siteId ? sql`site_id = ${siteId}::uuid` : sql`true`}`)
  return rows[0]?.pending ?? 0
}

/** How many raw events a round without a limit would take. */
export async function countDue(db: Db, now: Date): Promise<number> {
  const { rows } = await db.execute<{ due: number }>(
    sql`select count(*)::int as due from raw_events where ${PENDING} and ${isDue(now)}`,
  )
  return rows[0]?.due ?? 0
}

/** The ids of due raw events. */
export async function listDue(db: Db, p: Due): Promise<number[]> {
  const { rows } = await db.execute<{ id: string }>(due(sql`id`, p))
  return rows.map((row) => Number(row.id))
}

/** Notes that the database refused a raw event: it is tried again later, or dropped after the last try. */
export async function noteRefusal(db: Db, p: { id: number; now: Date; reason: string }): Promise<Outcomes> {
  const { rows } = await db.execute<OutcomeRow>(sql`
    with verdicts as (
      select id as raw_id, site_id, received_at, retry_count,
        case when retry_count < ${RETRY.most}::int then 'retried' else 'retry_exhausted' end as outcome
      from (${due(sql`*`, { now: p.now, ids: [p.id] })} for update skip locked) claimed
    ), ${keepTotals}, marked as (
      update raw_events r set dropped_reason = nullif(outcome, 'retried'), ${retryLater(p.now, sql`v.outcome = 'retried'`)},
        last_error = ${p.reason.slice(0, 200)}
      from verdicts v where r.id = v.raw_id
    ) ${TOTALS}`)
  return outcomesOf(rows)
}

const keepTotals = sql`
  totals as (
    insert into raw_event_days as d (day, site_id, outcome, events)
    select (received_at at time zone 'UTC')::date, site_id, outcome, count(*) from verdicts group by 1, 2, 3
    on conflict (day, site_id, outcome) do update set events = d.events + excluded.events
  )`

const retryLater = (now: Date, condition: SQL): SQL => sql`
  retry_count = r.retry_count + case when ${condition} then 1 else 0 end,
  next_retry_at = case when ${condition} then ${now.toISOString()}::timestamptz
    + make_interval(secs => least(${RETRY.capSeconds}::int, ${RETRY.firstSeconds}::int * 2 ^ r.retry_count)) end`

type OutcomeRow = { outcome: string; events: number }

function outcomesOf(rows: readonly OutcomeRow[]): Outcomes {
  const { normalized = 0, retried = 0, ...dropped } = Object.fromEntries(rows.map((row) => [row.outcome, row.events]))
  return { normalized, retried, dropped }
}
