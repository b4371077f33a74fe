import { type SQL, sql } from 'drizzle-orm'
import { actorOf, dayOf, scopeOf } from '../../../drizzle/schema.ts'
import { EVENT_TYPES, RETRY } from '../../domain/events/event.ts'

const quoted = (words: readonly string[]) => sql.raw(words.map((word) => `'${word}'`).join(', '))

/** The event types that say whether an actor likes a skill, as a list for `in (…)`. */
export const FAVORITE_TYPES = quoted(['favorite', 'unfavorite'])

// A failed cast would fail the whole round, so only matching texts are cast.
const UUID = sql.raw(`'^[0-9a-fA-F]{8}-([0-9a-fA-F]{4}-){3}[0-9a-fA-F]{12}$'`)
const TIME = sql.raw(
  `'^[12]\\d{3}-(0[1-9]|1[0-2])-(0[1-9]|[12]\\d|3[01])T([01]\\d|2[0-3]):[0-5]\\d:[0-5]\\d(\\.\\d{1,6})?Z$'`,
)

// Forces an index lookup for each row. A planner that misjudges a round would read all stored events instead.
const BY_INDEX = sql.raw('offset 0')

/**
 * CTEs from `claimed` raw events to `judged` (the events to store, with their outcomes) and `verdicts` (the outcome of
 * each raw event). They never join each other: after a quiet hour the planner would expect one raw event, and loop over
 * all rows.
 */
export const verdictsOn = (claimed: SQL): SQL => sql`
  claimed as materialized (${claimed}),
  -- materialized, so that each text is matched and cast once
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
  -- well-formed events of skills that exist, as rows of skill_events
  events as materialized (
    select gen_random_uuid() as id, null::uuid as user_id, raw_id, site_id, event_id, skill_id, event_type, session_hash, ip_hash, ua_hash,
      is_bot, created_at, received_at, row_number() over (partition by site_id, event_id order by raw_id) > 1 or exists (
        select from skill_events e where ${scopeOf('e.')} = ${scopeOf('n.')} and e.event_id = n.event_id ${BY_INDEX}) as is_known
    from parsed n where well_formed and skill_id is not null
  ), told as (
    select n.*, ${actorOf('n.')} as actor, ${dayOf('n.')} as day, event_type in (${FAVORITE_TYPES}) and not is_known and not is_bot as is_word
    from events n
  ),
  -- A favourite is a state of its actor. The actor's last word is the event that occurred last, not the one received
  -- last.
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
