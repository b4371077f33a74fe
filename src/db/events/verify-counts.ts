import { type SQL, sql } from 'drizzle-orm'
import { actorOf } from '../../../drizzle/schema.ts'
import type { Db } from '../connect.ts'
import { heldLease, type Lease } from '../operations/leases.ts'
import { COUNTED_COLUMNS, countedAt } from '../ranking/popularity.ts'
import { sinceOf } from './kept-events.ts'
import { LOCK } from './normalize-events.ts'

/** A count that is not what counting it again gives: of which skill, which one, as it is kept and as counted again. */
export type Difference = { skill: string; what: string; kept: number; recount: number }
/** All that differ, and the first of them. */
export type Differences = { total: number; first: Difference[] }

/** Runs one statement, so that all it compares is of one moment. `found` gives rows of (skill_id, what, kept, recount). */
async function differences(db: Db, ctes: SQL, found: SQL, limit: number): Promise<Differences> {
  const { rows } = await db.execute<Difference & { total: number }>(sql`
    with ${ctes}, found as materialized (select * from (${found}) counts where kept <> recount)
    select slug as skill, what, kept::int, recount::int, count(*) over ()::int as total
    from found join skills on id = skill_id order by slug, what limit ${limit}`)
  return { total: rows[0]?.total ?? 0, first: rows.map(({ total, ...difference }) => difference) }
}

/** The counted columns against the hour counters as of the hour that they were brought up to, less what they have not taken up yet. */
export const comparePopularity = (db: Db, limit: number): Promise<Differences> =>
  differences(
    db,
    sql`
    ledger as (
      select skill_id, hour, event_type, events from skill_event_hours where outcome = 'counted'
      union all select skill_id, hour, event_type, -events from popularity_changes
    ), state as (select hour as as_of from popularity_state),
    recount as (select skill_id, ${countedAt('as_of')} from ledger, state group by skill_id)`,
    // A full join is never done row by row, whatever the planner expects of a recount. Before the first count there is nothing to compare.
    sql`
    select skill_id, what, kept, recount from skill_popularity p full join recount r using (skill_id)
      cross join lateral (values ${sql.raw(
        COUNTED_COLUMNS.map((c) => `('${c}', coalesce(p.${c}, 0), coalesce(r.${c}, 0))`).join(', '),
      )}) columns(what, kept, recount) where exists (select from state)`,
    limit,
  )

/** CTEs to `hours`: each hour counter since then beside a recount of its events. An event that came twice is not stored a second time. */
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

/** The hour counters since then against the events: those of each skill, hour, type and outcome, and how many of them are anonymous. */
export const compareHours = (db: Db, since: string | null, limit: number): Promise<Differences> =>
  differences(
    db,
    hoursSince(since),
    sql`
    select skill_id, to_char(hour at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI"Z "') || event_type || ' ' || outcome || suffix as what, c.kept, recount
    from hours cross join lateral (values ('', kept_events, events), (' (anonymous)', kept_anonymous, anonymous)) c(suffix, kept, recount)`,
    limit,
  )

/** Favourites by the hour counters against the actors whose last word says so. */
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
 * Makes the hour counters since then, and the state of favourites, what the events say. No round of normalising comes between, and
 * the popularity is to be recounted after it under the same lease: what it has taken up may change. False: the lease was lost.
 */
export async function rebuildCounters(db: Db, lease: Lease, since: string | null): Promise<boolean> {
  const [, hours, favorites] = await db.batch([
    db.execute(LOCK),
    db.execute<{ held: boolean }>(sql`
    with ${heldLease(lease)}, ${hoursSince(since)}, gone as (
      delete from skill_event_hours k using hours h where exists (select from lease) and h.events = 0
        and (k.skill_id, k.hour, k.event_type, k.outcome) = (h.skill_id, h.hour, h.event_type, h.outcome)
    ), mended as (
      insert into skill_event_hours (skill_id, hour, event_type, outcome, events, anonymous)
      select skill_id, hour, event_type, outcome, events, anonymous from hours
      where exists (select from lease) and events > 0 and (events, anonymous) <> (kept_events, kept_anonymous)
      on conflict (skill_id, hour, event_type, outcome) do update set events = excluded.events, anonymous = excluded.anonymous
    ) select exists (select from lease) as held`),
    db.execute<{ held: boolean }>(sql`
    with ${heldLease(lease)},
    -- words change a state, so what they add up to tells the last one; where that is 0 it is the one that occurred last
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
    ) select exists (select from lease) as held`),
  ])
  return Boolean(hours.rows[0]?.held && favorites.rows[0]?.held)
}
