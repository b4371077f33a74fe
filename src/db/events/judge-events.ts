import { type SQL, sql } from 'drizzle-orm'
import { actorOf, dayOf, keyOf } from '../../../drizzle/schema.ts'
import { COUNTING } from '../../domain/events/counting-rules.ts'
import { EVENT_TYPES, RETRY } from '../../domain/events/event.ts'
import { keyPeriodsOf } from '../../domain/events/event-keys.ts'

const quoted = (words: readonly string[]) => sql.raw(words.map((word) => `'${word}'`).join(', '))

/** The event types that say whether an actor likes a skill, as a list for `in (…)`. */
export const FAVORITE_TYPES = quoted(['favorite', 'unfavorite'])

// A failed cast would fail the whole round, so only matching texts are cast.
const UUID = sql.raw(`'^[0-9a-fA-F]{8}-([0-9a-fA-F]{4}-){3}[0-9a-fA-F]{12}$'`)
const TIME = sql.raw(
  `'^[12]\\d{3}-(0[1-9]|1[0-2])-(0[1-9]|[12]\\d|3[01])T([01]\\d|2[0-3]):[0-5]\\d:[0-5]\\d(\\.\\d{1,6})?Z$'`,
)

/** The places of search results that are counted: 1 to 100. */
const POSITION = sql.raw(`'^([1-9]\\d?|100)$'`)

const { actorsPerSkillAndDay, eventsPerDay, maxHoursOld } = COUNTING.unvouched

// Forces an index lookup for each row. A planner that misjudges a round would read all stored events instead.
const BY_INDEX = sql.raw('offset 0')

/** The stored events `e` of the UTC day of `n`, by their time too, so that only the partition of that day is read. */
const IS_OF_DAY = sql`${dayOf('e.')} = n.day and e.created_at >= n.day::timestamp at time zone 'UTC' and e.created_at < (n.day + 1)::timestamp at time zone 'UTC'`

/** True if an event with the key of `n` was normalized in this period of keys or in the one before it. */
const isKnownAt = (now: Date): SQL =>
  sql`exists (select from event_keys k where k.key = n.key and k.period >= ${keyPeriodsOf(now).previous}::date ${BY_INDEX})`

/**
 * CTEs from `claimed` raw events to `judged` (the events to store, with their outcomes) and `verdicts` (the outcome of
 * each raw event). They never join each other: after a quiet hour the planner would expect one raw event, and loop over
 * all rows.
 */
export const verdictsOn = (claimed: SQL, now: Date): SQL => sql`
  claimed as materialized (${claimed}),
  -- materialized, so that each text is matched and cast once
  payloads as materialized (
    select id as raw_id, site_id, ip_hash, ua_hash, is_bot, vouched, received_at, retry_count, payload->>'event_id' as event_id,
      -- Rows from before version 2 have the hash of the whole address only. All senders without one share an address.
      coalesce(address_hash, ip_hash, '') as address,
      payload->>'event_type' as event_type, payload->>'session_hash' as session_hash, lower(payload->>'slug') as slug,
      not payload @? 'strict $.* ? (@.type() != "string" && @.type() != "null")' as has_texts_only,
      case when payload->>'skill_id' ~ ${UUID} then (payload->>'skill_id')::uuid end as wanted_id,
      case when payload->>'occurred_at' ~ ${TIME} then (payload->>'occurred_at')::timestamptz end as occurred_at,
      case when payload->>'search_position' ~ ${POSITION} then (payload->>'search_position')::smallint end as search_position
    from claimed
  ), parsed as materialized (
    select p.*, coalesce(by_id.id, by_slug.id, (select f.skill_id from former_slugs f where f.slug = p.slug)) as skill_id, coalesce(
      has_texts_only and length(event_id) between 1 and 128 and event_type in (${quoted(EVENT_TYPES)}) and occurred_at is not null
      and (wanted_id is not null or p.slug is not null) and coalesce(length(session_hash), 0) <= 128, false) as well_formed
    from payloads p left join skills by_id on by_id.id = p.wanted_id left join skills by_slug on by_slug.slug = p.slug
  ), keyed as (
    select *, ${keyOf()} as key from parsed where well_formed and skill_id is not null
  ),
  -- well-formed events of skills that exist, as rows of skill_events
  events as materialized (
    select gen_random_uuid() as id, null::uuid as user_id, raw_id, key, site_id, event_id, skill_id, event_type, session_hash, ip_hash, ua_hash,
      is_bot, vouched, address, search_position, occurred_at, case when vouched then occurred_at else received_at end as created_at, received_at,
      row_number() over (partition by key order by raw_id) > 1 or ${isKnownAt(now)} as is_known
    from keyed n
  ), told as (
    select n.*, ${actorOf('n.')} as actor, ${dayOf('n.')} as day, event_type in (${FAVORITE_TYPES}) as is_favorite,
      -- why it does not count, whatever its actor did before
      case when is_known then 'duplicate_event_id' when is_bot then 'bot' when vouched then null
        when event_type in (${FAVORITE_TYPES}) then 'not_vouched'
        when occurred_at < received_at - make_interval(hours => ${maxHoursOld}::int) then 'too_old' end as fault
    from events n
  ), sorted as (
    select n.*, is_favorite and fault is null as is_word, not is_favorite and fault is null as is_visit,
      -- the address whose limits apply
      case when fault is null and not vouched then address end as bound
    from told n
  ),
  -- A favourite is a state of its actor. The actor's last word is the event that occurred last, not the one received
  -- last.
  heard as (
    select n.*, was_favorite, coalesce(is_word and created_at < greatest(changed_at, max(created_at) over (
      partition by skill_id, actor, is_word order by raw_id rows between unbounded preceding and 1 preceding)), false) as is_superseded
    from sorted n left join lateral (
      select f.favorite as was_favorite, f.changed_at from skill_favorites f
      where is_word and f.skill_id = n.skill_id and f.actor = n.actor ${BY_INDEX}) f on true
  ),
  -- What each actor said last, and has viewed and used on the day already, in earlier rounds and in this one. All windows up
  -- to here begin with the skill and its actor, so one sort serves them.
  visits as (
    select n.*, coalesce(was_counted, false) as was_counted, coalesce(had_place, false) as had_place,
      event_type = lag(event_type, 1, case when was_favorite then 'favorite' else 'unfavorite' end)
        over (partition by skill_id, actor, is_word, is_superseded order by raw_id) as is_same_word,
      row_number() over (partition by skill_id, actor, is_visit, event_type, day order by raw_id) as turn,
      min(raw_id) filter (where e.was_counted is not true) over (partition by skill_id, actor, is_visit, bound, day) as first_seen
    from heard n left join lateral (
      select bool_or(e.event_type = n.event_type) as was_counted, bool_or(e.address_hash = n.bound) as had_place from skill_events e
      where is_visit and e.skill_id = n.skill_id and e.event_type in ('view', 'use') and ${actorOf('e.')} = n.actor
        and ${IS_OF_DAY} and e.excluded_reason is null ${BY_INDEX}) e on true
  ),
  -- An address has places for its first actors of a skill and day.
  placed as (
    select n.*, bound is null or had_place or was_counted or dense_rank() over (partition by bound, day, skill_id, had_place order by first_seen) + coalesce((
        select actors from address_skill_days c where c.address_hash = bound and c.day = n.day and c.skill_id = n.skill_id), 0)
      <= ${actorsPerSkillAndDay}::int as has_place
    from visits n
  ),
  -- how many events of the address count on the day before this one
  spent as (
    select n.*, count(*) filter (where has_place and turn = 1 and not was_counted)
        over (partition by bound, day order by raw_id rows between unbounded preceding and 1 preceding) + coalesce((
        select events from address_days c where c.address_hash = bound and c.day = n.day), 0) as events_before
    from placed n
  ), judged as materialized (
    select n.*, case when fault is not null then fault when is_superseded then 'superseded'
      when is_word then case when is_same_word then 'no_change' else 'counted' end
      when bound is not null and not (has_place and events_before < ${eventsPerDay}::int) then 'address_limit'
      when turn > 1 or was_counted then 'repeat_in_day' else 'counted' end as outcome
    from spent n
  ), verdicts as materialized (
    select raw_id, site_id, received_at, case when is_known then 'duplicate_event_id' else 'normalized' end as outcome from judged
    union all
    select raw_id, site_id, received_at, case when not well_formed then 'invalid_payload_json'
      when retry_count < ${RETRY.most}::int then 'retried' else 'retry_exhausted' end
    from parsed where not well_formed or skill_id is null
  )`
