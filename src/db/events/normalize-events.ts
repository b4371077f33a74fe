import { type SQL, sql } from 'drizzle-orm'
import { COUNTING } from '../../domain/events/counting-rules.ts'
import { RETRY } from '../../domain/events/event.ts'
import { keyPeriodsOf } from '../../domain/events/event-keys.ts'
import { batch } from '../changes.ts'
import type { Db } from '../connect.ts'
import { lockNormalizing } from '../locks.ts'
import { FAVORITE_TYPES, verdictsOn } from './judge-events.ts'
import { type DueEvents, dueEvents } from './pending-events.ts'

/** Numbers of raw events by outcome: normalized, scheduled for a retry, and dropped, by reason. */
export type Outcomes = { normalized: number; retried: number; dropped: Record<string, number> }

/** The last part of a statement with a CTE `verdicts`: how many raw events have each outcome. */
const selectOutcomes = sql<OutcomeRow>`select outcome, count(*)::int as events from verdicts group by outcome`

/**
 * Normalizes due raw events in one transaction: stored events, hour counters, favourites, counters of addresses, search
 * positions and the outcomes of the raw events change together. Skips rows that another transaction has locked.
 */
export async function normalizeRound(db: Db, p: DueEvents): Promise<Outcomes> {
  const { outcomes } = await batch(db, {
    lock: lockNormalizing,
    outcomes: sql<OutcomeRow>`
    with ${verdictsOn(sql`${dueEvents(p)} for update skip locked`, p.now)},
    -- Rounds run one after the other, so whoever sees the number of a round sees all rounds before it.
    numbered as materialized (select nextval('normalize_rounds') as round),
    stored as (
      insert into skill_events (id, event_id, site_id, skill_id, event_type, session_hash, ip_hash, ua_hash, address_hash, created_at,
        excluded_reason, round, rules_version)
      select id, event_id, site_id, skill_id, event_type, session_hash, ip_hash, ua_hash, bound, created_at,
        nullif(outcome, 'counted'), round, ${COUNTING.version}::smallint
      from judged, numbered where not is_known
    ), keys as (
      insert into event_keys (key, period) select key, ${keyPeriodsOf(p.now).current}::date from judged where not is_known
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
      from judged where event_type in (${FAVORITE_TYPES}) and outcome in ('counted', 'no_change') order by skill_id, actor, raw_id desc
      on conflict (skill_id, actor) do update set favorite = excluded.favorite, changed_at = excluded.changed_at
    ), actors as (
      insert into address_skill_days as c (address_hash, day, skill_id, actors)
      select bound, day, skill_id, count(distinct actor) from judged
      where bound is not null and outcome = 'counted' and not had_place group by 1, 2, 3
      on conflict (address_hash, day, skill_id) do update set actors = c.actors + excluded.actors
    ), addresses as (
      insert into address_days as c (address_hash, day, events)
      select bound, day, count(*) from judged where bound is not null and outcome = 'counted' group by 1, 2
      on conflict (address_hash, day) do update set events = c.events + excluded.events
    ),
    -- Only here is an event judged exactly once, so only here can its search position count exactly once, and as the event does.
    positions as (
      insert into search_positions as p (day, event_type, position, events)
      select day, event_type, search_position, count(*) from judged where outcome = 'counted' and search_position is not null group by 1, 2, 3
      on conflict (day, event_type, position) do update set events = p.events + excluded.events
    ), ${countedByDay}, marked as (
      update raw_events r set normalized = outcome = 'normalized', dropped_reason = case when outcome not in ('normalized', 'retried') then outcome end,
        ${retryLater(p.now, sql`v.outcome = 'retried'`)},
        last_error = case when outcome in ('retried', 'retry_exhausted') then 'unknown_skill' else last_error end, ${FORGET_POSITION}
      -- The ranges make the planner use the index, of a few partitions. Without them, it would rather read the whole table.
      from verdicts v where r.id = v.raw_id and r.id between (select min(raw_id) from verdicts) and (select max(raw_id) from verdicts)
        and r.received_at between (select min(received_at) from verdicts) and (select max(received_at) from verdicts)
    ) ${selectOutcomes}`,
  })
  return outcomesOf(outcomes)
}

/** Returns what a round would do with the due raw events. Changes nothing. */
export async function rehearseRound(db: Db, p: DueEvents): Promise<Outcomes> {
  const { rows } = await db.execute<OutcomeRow>(sql`with ${verdictsOn(dueEvents(p), p.now)} ${selectOutcomes}`)
  return outcomesOf(rows)
}

/** Records that the database refused a raw event. Schedules a retry, or drops the event after its last one. */
export async function noteRefusal(db: Db, p: { id: number; now: Date; reason: string }): Promise<Outcomes> {
  const { outcomes } = await batch(db, {
    lock: lockNormalizing,
    outcomes: sql<OutcomeRow>`
    with verdicts as (
      select id as raw_id, site_id, received_at, retry_count,
        case when retry_count < ${RETRY.most}::int then 'retried' else 'retry_exhausted' end as outcome
      from (${dueEvents({ now: p.now, ids: [p.id] })} for update skip locked) claimed
    ), ${countedByDay}, marked as (
      update raw_events r set dropped_reason = nullif(outcome, 'retried'), ${retryLater(p.now, sql`v.outcome = 'retried'`)},
        last_error = ${p.reason.slice(0, 200)}, ${FORGET_POSITION}
      from verdicts v where r.id = v.raw_id and r.received_at = v.received_at
    ) ${selectOutcomes}`,
  })
  return outcomesOf(outcomes)
}

/** A CTE that adds `verdicts` to the outcomes by day and site. */
const countedByDay = sql`
  counted_by_day as (
    insert into raw_event_days as d (day, site_id, outcome, events)
    select (received_at at time zone 'UTC')::date, site_id, outcome, count(*) from verdicts group by 1, 2, 3
    on conflict (day, site_id, outcome) do update set events = d.events + excluded.events
  )`

/** An assignment that removes the search position of a raw event `r`, unless its verdict `v` is a retry, which needs it. */
const FORGET_POSITION = sql.raw(`
  payload = case when v.outcome <> 'retried' and jsonb_typeof(r.payload) = 'object' then r.payload - 'search_position' else r.payload end`)

/** Assignments that schedule the next retry of a raw event `r` if `condition` holds. The delay doubles each time. */
const retryLater = (now: Date, condition: SQL): SQL => sql`
  retry_count = r.retry_count + case when ${condition} then 1 else 0 end,
  next_retry_at = case when ${condition} then ${now.toISOString()}::timestamptz
    + make_interval(secs => least(${RETRY.capSeconds}::int, ${RETRY.firstSeconds}::int * 2 ^ r.retry_count)) end`

type OutcomeRow = { outcome: string; events: number }

function outcomesOf(rows: readonly OutcomeRow[]): Outcomes {
  const { normalized = 0, retried = 0, ...dropped } = Object.fromEntries(rows.map((row) => [row.outcome, row.events]))
  return { normalized, retried, dropped }
}
