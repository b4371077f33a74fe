import { type SQL, sql } from 'drizzle-orm'
import { actorOf, dayOf } from '../../../drizzle/schema.ts'
import { ADDRESS_COUNTER_DAYS, COUNTING } from '../../domain/events/counting-rules.ts'
import { batch } from '../changes.ts'
import type { Db } from '../connect.ts'
import { lockNormalizing } from '../locks.ts'
import { heldLease, type Lease } from '../operations/leases.ts'
import { findWrongPlaces } from '../ranking/buckets.ts'
import { COUNTED_COLUMNS, countedAt } from '../ranking/popularity-counts.ts'
import { sinceOf } from './kept-events.ts'

const { actorsPerSkillAndDay, eventsPerDay } = COUNTING.unvouched

/** A stored count that differs from its recount. `what` names the count of the skill. */
type Difference = { skill: string; what: string; kept: number; recount: number }
/** The number of all differences, and the first of them. */
export type Differences = { total: number; first: Difference[] }

/**
 * Compares all counts in one statement, at one moment. `found` selects (skill_id, what, kept, recount); without a skill, the
 * count is of all of them.
 */
async function differences(db: Db, ctes: SQL, found: SQL, limit: number): Promise<Differences> {
  const { rows } = await db.execute<Difference & { total: number }>(sql`
    with ${ctes}, found as materialized (select * from (${found}) counts where kept <> recount)
    select coalesce(slug, 'all skills') as skill, what, kept::int, recount::int, count(*) over ()::int as total
    from found left join skills on id = skill_id order by slug, what limit ${limit}`)
  return { total: rows[0]?.total ?? 0, first: rows.map(({ total, ...difference }) => difference) }
}

/**
 * Compares the counts of each skill's popularity with the hour counters, up to the hour they were last brought up to
 * and without the changes that they do not contain yet.
 */
export const comparePopularity = (db: Db, limit: number): Promise<Differences> =>
  differences(
    db,
    sql`
    ledger as (
      select skill_id, hour, event_type, events from skill_event_hours where outcome = 'counted'
      union all select skill_id, hour, event_type, -events from popularity_changes
    ), state as (select hour as as_of from popularity_state),
    recount as (select skill_id, ${countedAt('as_of')} from ledger, state group by skill_id)`,
    // A full join never becomes a nested loop, whatever the planner expects of the recount. Before the first count
    // there is nothing to compare.
    sql`
    select skill_id, what, kept, recount from skill_popularity p full join recount r using (skill_id)
      cross join lateral (values ${sql.raw(
        COUNTED_COLUMNS.map((c) => `('${c}', coalesce(p.${c}, 0), coalesce(r.${c}, 0))`).join(', '),
      )}) columns(what, kept, recount) where exists (select from state)`,
    limit,
  )

/** Compares the counts by which skills are placed and graded with the popularity of all skills. */
export async function comparePlaces(db: Db, limit: number): Promise<Differences> {
  const wrong = await findWrongPlaces(db, limit)
  const first = wrong.map(({ total, ...difference }) => ({ skill: 'all skills', ...difference }))
  return { total: wrong[0]?.total ?? 0, first }
}

/** CTEs up to `hours`: the hour counters since `since`, each with its recount. Duplicates are left out. */
const hoursSince = (since: string | null): SQL => sql`
  recount as (
    select skill_id, date_trunc('hour', created_at, 'UTC') as hour, event_type, coalesce(excluded_reason, 'counted') as outcome,
      count(*)::int as events, count(*) filter (where site_id is null)::int as anonymous
    from skill_events where created_at >= ${sinceOf(since)} group by 1, 2, 3, 4
  ), kept as (select * from skill_event_hours where hour >= ${sinceOf(since)} and outcome <> 'duplicate_event_id'),
  hours as materialized (
    select skill_id, hour, event_type, outcome, coalesce(r.events, 0) as events, coalesce(r.anonymous, 0) as anonymous,
      coalesce(k.events, 0) as kept_events, coalesce(k.anonymous, 0) as kept_anonymous
    from recount r full join kept k using (skill_id, hour, event_type, outcome)
  )`

/** Compares the hour counters since `since` with the stored events, both all and anonymous ones. */
export const compareHours = (db: Db, since: string | null, limit: number): Promise<Differences> =>
  differences(
    db,
    hoursSince(since),
    sql`
    select skill_id, to_char(hour at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI"Z "') || event_type || ' ' || outcome || suffix as what, c.kept, recount
    from hours cross join lateral (values ('', kept_events, events), (' (anonymous)', kept_anonymous, anonymous)) c(suffix, kept, recount)`,
    limit,
  )

/** Compares the favourites of the hour counters with the number of actors whose favourite is set now. */
export const compareFavorites = (db: Db, limit: number): Promise<Differences> =>
  differences(
    db,
    sql`
    by_hours as (
      select skill_id, sum(case event_type when 'favorite' then events else -events end) as favorites
      from skill_event_hours where outcome = 'counted' and event_type in ('favorite', 'unfavorite') group by skill_id
    ), by_actors as (select skill_id, count(*) as favorites from skill_favorites where favorite group by skill_id)`,
    sql`
    select skill_id, 'favorites' as what, coalesce(a.favorites, 0) as kept, coalesce(h.favorites, 0) as recount
    from by_hours h full join by_actors a using (skill_id)`,
    limit,
  )

/**
 * CTEs up to `actors` and `spent`: the counters of addresses, each with its recount, of the days whose counters and events are
 * all kept. Events of version 1 of the rules have no address, so they are left out.
 */
const addressesSince = (p: { since: string | null; now: Date }): SQL => sql`
  span as (
    select greatest(${sinceOf(p.since)}, date_trunc('day', ${p.now.toISOString()}::timestamptz, 'UTC') - interval '24 hours' * ${ADDRESS_COUNTER_DAYS - 1}::int) as first
  ), limited as (
    select address_hash, skill_id, ${dayOf()} as day, count(distinct ${actorOf()})::int as actors, count(*)::int as events
    from skill_events, span where address_hash is not null and excluded_reason is null and created_at >= first group by 1, 2, 3
  ), actors as materialized (
    select address_hash, skill_id, day, coalesce(c.actors, 0) as kept, coalesce(l.actors, 0) as recount
    from limited l full join (
      select c.* from address_skill_days c, span where day >= (first at time zone 'UTC')::date) c using (address_hash, skill_id, day)
  ), spent as materialized (
    select address_hash, day, coalesce(c.events, 0) as kept, coalesce(l.events, 0) as recount
    from (select address_hash, day, sum(events)::int as events from limited group by 1, 2) l full join (
      select c.* from address_days c, span where day >= (first at time zone 'UTC')::date) c using (address_hash, day)
  )`

/**
 * Compares the counters of addresses with the events that were counted under the limits by address. A count over its limit
 * differs, too.
 */
export const compareAddresses = (db: Db, p: { since: string | null; now: Date }, limit: number): Promise<Differences> =>
  differences(
    db,
    addressesSince(p),
    sql`
    select skill_id, format('%s actors of address %s', day, left(address_hash, 8)) as what, kept, recount from actors
    union all
    select null, format('%s events of address %s', day, left(address_hash, 8)), kept, recount from spent`,
    limit,
  )

/**
 * Corrects the hour counters since `since`, the counters of addresses and the state of favourites from the stored events. No round of normalizing
 * runs meanwhile. Recount the popularity afterwards under the same lease. Returns false if the lease was lost.
 */
export async function rebuildCounters(db: Db, lease: Lease, p: { since: string | null; now: Date }): Promise<boolean> {
  const { since } = p
  const { hours, favorites, addresses } = await batch(db, {
    lock: lockNormalizing,
    hours: sql<{ held: boolean }>`
    with ${heldLease(lease)}, ${hoursSince(since)}, gone as (
      delete from skill_event_hours k using hours h where exists (select from lease) and h.events = 0
        and (k.skill_id, k.hour, k.event_type, k.outcome) = (h.skill_id, h.hour, h.event_type, h.outcome)
    ), mended as (
      insert into skill_event_hours (skill_id, hour, event_type, outcome, events, anonymous)
      select skill_id, hour, event_type, outcome, events, anonymous from hours
      where exists (select from lease) and events > 0 and (events, anonymous) <> (kept_events, kept_anonymous)
      on conflict (skill_id, hour, event_type, outcome) do update set events = excluded.events, anonymous = excluded.anonymous
    ) select exists (select from lease) as held`,
    favorites: sql<{ held: boolean }>`
    with ${heldLease(lease)},
    -- Counted favourites and unfavourites alternate, so their sum is the final state. If it is 0, the event that
    -- occurred last tells the state.
    words as materialized (
      select skill_id, ${actorOf()} as actor, max(created_at) as changed_at,
        case sum(case when excluded_reason is null then case event_type when 'favorite' then 1 else -1 end end) when 1 then true when -1 then false
          else (array_agg(event_type order by created_at desc, round desc nulls last, event_type desc))[1] = 'favorite' end as favorite
      from skill_events where event_type in ('favorite', 'unfavorite') and coalesce(excluded_reason, 'no_change') = 'no_change'
        and created_at >= ${sinceOf(since)} group by 1, 2
    ), gone as (
      delete from skill_favorites f where exists (select from lease) and changed_at >= ${sinceOf(since)}
        and not exists (select from words w where w.skill_id = f.skill_id and w.actor = f.actor)
    ), mended as (
      insert into skill_favorites (skill_id, actor, favorite, changed_at)
      select skill_id, actor, favorite, changed_at from words w where exists (select from lease)
        and not exists (select from skill_favorites f where f.skill_id = w.skill_id and f.actor = w.actor and f.favorite = w.favorite)
      on conflict (skill_id, actor) do update set favorite = excluded.favorite, changed_at = excluded.changed_at
    ) select exists (select from lease) as held`,
    // A counter never exceeds its limit. If more events are counted than it allows, the difference stays to be seen.
    addresses: sql<{ held: boolean }>`
    with ${heldLease(lease)}, ${addressesSince(p)}, no_actors as (
      delete from address_skill_days c using actors a where exists (select from lease) and recount = 0
        and (c.address_hash, c.day, c.skill_id) = (a.address_hash, a.day, a.skill_id)
    ), no_events as (
      delete from address_days c using spent s where exists (select from lease) and recount = 0 and (c.address_hash, c.day) = (s.address_hash, s.day)
    ), mended_actors as (
      insert into address_skill_days (address_hash, day, skill_id, actors)
      select address_hash, day, skill_id, least(recount, ${actorsPerSkillAndDay}::int) from actors
      where exists (select from lease) and recount > 0 and kept <> recount
      on conflict (address_hash, day, skill_id) do update set actors = excluded.actors
    ), mended_events as (
      insert into address_days (address_hash, day, events)
      select address_hash, day, least(recount, ${eventsPerDay}::int) from spent
      where exists (select from lease) and recount > 0 and kept <> recount
      on conflict (address_hash, day) do update set events = excluded.events
    ) select exists (select from lease) as held`,
  })
  return [hours, favorites, addresses].every(([row]) => row?.held)
}
