import { type SQL, sql } from 'drizzle-orm'
import { COUNT_WINDOW_HOURS } from '../../domain/ranking/popularity.ts'
import { sinceOf } from '../events/kept-events.ts'
import { countedAt } from './popularity-counts.ts'

const WINDOW = sql.raw(`interval '${Math.max(...Object.values(COUNT_WINDOW_HOURS))} hours'`)
/** The longest time between a favourite and its arrival: 30 days, and up to 14 more in a queue. */
const LATEST = sql.raw(`interval '45 days'`)
const FAVORITES = sql.raw(`('favorite', 'unfavorite')`)

/** True if some events that a replay of the build `b` needs are deleted. `since`: the time from which all events are stored. */
export const lacksEvents = (since: string | null): SQL => sql`
  exists (select from skill_event_hours h where outcome = 'counted' and h.hour < ${sinceOf(since)} and h.hour <= b.hour
    and h.hour > b.hour - case when event_type in ${FAVORITES} then ${LATEST} else ${WINDOW} end)`

/** CTEs from `base` (as_of, last_round and ends: the build's hour, its round, and the end of its hour) to `seen` and `counted`: the counts of each skill. */
export const REPLAYED_COUNTS: SQL = sql`
  seen as (
    select skill_id, date_trunc('hour', created_at, 'UTC') as hour, event_type, count(*) as events, coalesce(rules_version, 1) as rules_version
    from skill_events, base
    where excluded_reason is null and event_type not in ${FAVORITES} and (round is null or round <= last_round)
      and created_at >= ends - ${WINDOW} and created_at < ends group by 1, 2, 3, 5
    -- Favourites count for ever, but their events are deleted: take the ledger of today, minus the events after the
    -- build.
    union all
    select skill_id, hour, event_type, events, null from skill_event_hours, base
    where outcome = 'counted' and event_type in ${FAVORITES}
    union all
    select skill_id, date_trunc('hour', created_at, 'UTC'), event_type, -count(*), null from skill_events, base
    where excluded_reason is null and event_type in ${FAVORITES} and round > last_round group by 1, 2, 3
  ), counted as (select skill_id, ${countedAt('as_of')} from seen, base group by skill_id)`

/** An expression: the versions of the counting rules under which the events of `seen` were counted. */
export const RULES_VERSIONS: SQL = sql`
  (select coalesce(json_agg(distinct rules_version order by rules_version) filter (where rules_version is not null), '[]') from seen)`
