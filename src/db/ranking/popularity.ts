import { type SQL, sql } from 'drizzle-orm'
import { COUNT_WINDOW_HOURS, POPULARITY_WEIGHTS as W } from '../../domain/ranking/popularity.ts'
import type { Db } from '../connect.ts'
import { enqueueRows, POPULARITY_ROW } from '../feed/outbox.ts'
import { lockPopularity } from '../locks.ts'
import { heldLease, type Lease } from '../operations/leases.ts'

const WINDOWS = Object.entries(COUNT_WINDOW_HOURS)

type Count = { column: string; eventType: string; sign: 1 | -1; hours: number | null }

/** What is counted: events of a type in a window of whole hours up to the one at hand, or ever (null). */
const COUNTS: readonly Count[] = [
  ...(['view', 'use'] as const).flatMap((eventType) =>
    WINDOWS.map(([window, hours]) => ({ column: `${eventType}s_${window}`, eventType, sign: 1 as const, hours })),
  ),
  { column: 'favorites_total', eventType: 'favorite', sign: 1, hours: null },
  { column: 'favorites_total', eventType: 'unfavorite', sign: -1, hours: null },
]

/** The columns of `skill_popularity` that are counted from events. */
export const COUNTED_COLUMNS = [...new Set(COUNTS.map(({ column }) => column))]

/** Whether `hour` is in a count's window that ends with the hour `end`. */
const within = ({ hours }: Count, end: string) =>
  hours === null ? `hour <= ${end}` : `(hour <= ${end} and hour > ${end} - interval '${hours} hours')`

const sumsOf = (term: (count: Count) => string): string =>
  COUNTED_COLUMNS.map((column) => {
    const terms = COUNTS.filter((count) => count.column === column).map(
      (count) =>
        `${count.sign === -1 ? '-' : ''}coalesce(sum(${term(count)}) filter (where event_type = '${count.eventType}'), 0)`,
    )
    return `(${terms.join(' + ')})::int as ${column}`
  }).join(', ')

/** Per-skill counts at the hour `end`, from relation rows of (skill_id, hour, event_type, events). */
export const countedAt = (end: string): SQL =>
  sql.raw(sumsOf((count) => `case when ${within(count, end)} then events else 0 end`))

/** The popularity score of a row with stars and counts (DESIGN: "The batch"). */
export const POPULARITY_SCORE = (row = ''): SQL =>
  sql.raw(
    `(${W.stars} * ln(1::float8 + greatest(${row}github_stars, 0)) + ${W.uses} * ln(1::float8 + greatest(${row}uses_30d, 0))
      + ${W.favorites} * ${row}favorites_total + case when ${row}uses_30d > 0 then ${W.anyUse} else 0 end)`,
  )

export type PopularityCounts = { processed: number; changed: number; events: number }
type Row = { held: boolean; known: boolean; processed: string; changed: string; events: string }

const listed = (columns: readonly string[], prefix = '') => sql.raw(columns.map((c) => `${prefix}${c}`).join(', '))

const hourOf = (now: Date): SQL => sql`date_trunc('hour', ${now.toISOString()}::timestamptz, 'UTC')`

// Only rows whose values change are written; a score follows its stars too.
const writes = (now: Date): SQL => sql`
  scored as (select f.*, ${POPULARITY_SCORE('f.')} as popularity_score from fresh f), written as (
    update skill_popularity p set score_updated_at = ${now.toISOString()}::timestamptz, popularity_score = n.popularity_score,
      ${sql.raw(COUNTED_COLUMNS.map((c) => `${c} = n.${c}`).join(', '))}
    from scored n
    where p.skill_id = n.skill_id and exists (select from lease) and (${listed([...COUNTED_COLUMNS, 'popularity_score'], 'p.')})
      is distinct from (${listed([...COUNTED_COLUMNS, 'popularity_score'], 'n.')})
    returning ${POPULARITY_ROW}
  )`

const totals = sql`
  exists (select from lease) as held, (select count(*) from skills) as processed, (select count(*) from written) as changed,
  coalesce((select sum(events) from came), 0) as events`

/**
 * Brings the counts of every skill up to the hour of `now`: adds what rounds of normalising have added since, and takes away the hours
 * that have left a window. Done once however often it is sent, for what is added and up to when stands in the database itself.
 * Null: the lease was lost. `known` is false, and nothing is done, where a skill was never counted yet: `recountPopularity` is due.
 */
export async function advancePopularity(
  db: Db,
  lease: Lease,
  now: Date,
): Promise<(PopularityCounts & { known: boolean }) | null> {
  const edges = [0, ...Object.values(COUNT_WINDOW_HOURS)]
  const [, { rows }] = await db.batch([
    db.execute(lockPopularity),
    db.execute<Row>(sql`
    with ${heldLease(lease)},
    state as materialized (select hour as last_hour, greatest(hour, ${hourOf(now)}) as this_hour, round
      from popularity_state where exists (select from lease)
        -- what is counted is a skill, so as many of them are all of them
        and (select count(*) from skills) = (select count(*) from skill_popularity) limit 1),
    came as (delete from popularity_changes where exists (select from state) returning round, skill_id, hour, event_type, events),
    -- hours that the windows have reached since, and those that they have left
    passed as (
      select distinct reached - edge * interval '1 hour' as hour
      from state, generate_series(last_hour + interval '1 hour', this_hour, interval '1 hour') reached, unnest(array[${sql.raw(edges.join(', '))}]) edge
    ),
    -- what came is in them already; each hour is looked up by the index: the ledger of all hours is never read
    moved as (
      select e.* from passed cross join lateral (
        select skill_id, hour, event_type, events from skill_event_hours where outcome = 'counted' and hour = passed.hour offset 0) e
    ), deltas as (
      select skill_id, ${sql.raw(COUNTED_COLUMNS.map((column) => `sum(${column})::int as ${column}`).join(', '))} from (
        select skill_id, ${sql.raw(sumsOf((c) => `case when ${within(c, 'last_hour')} then events else 0 end`))}
        from came, state group by skill_id
        union all
        select skill_id, ${sql.raw(
          sumsOf(
            (c) =>
              `case when ${within(c, 'this_hour')} then events else 0 end - case when ${within(c, 'last_hour')} then events else 0 end`,
          ),
        )}
        from moved, state group by skill_id
      ) parts group by skill_id
    ), fresh as (
      select p.skill_id, p.github_stars, ${sql.raw(
        COUNTED_COLUMNS.map((column) => `p.${column} + coalesce(d.${column}, 0) as ${column}`).join(', '),
      )}
      from skill_popularity p left join deltas d on d.skill_id = p.skill_id where exists (select from state)
    ), ${writes(now)}, advanced as (
      update popularity_state s set hour = n.this_hour, round = greatest(s.round, (select max(round) from came)) from state n
    ), announced as (${enqueueRows('popularity', sql`select * from written`)})
    select exists (select from state) as known, ${totals}`),
  ])
  const [row] = rows
  return row?.held ? { ...numbers(row), known: row.known } : null
}

/** Counts all over again from the hour counters, as of the hour of `now`: the first time, or as a repair. Null: the lease was lost. */
export async function recountPopularity(db: Db, lease: Lease, now: Date): Promise<PopularityCounts | null> {
  const [, { rows }] = await db.batch([
    db.execute(lockPopularity),
    db.execute<Row>(sql`
    with ${heldLease(lease)}, clock as (select ${hourOf(now)} as this_hour),
    came as (delete from popularity_changes where exists (select from lease) returning round, events),
    counted as (
      select skill_id, ${countedAt('this_hour')} from skill_event_hours, clock where outcome = 'counted' group by skill_id
    ), fresh as (
      select s.id as skill_id, coalesce(p.github_stars, 0) as github_stars, p.skill_id is null as is_new,
        ${sql.raw(COUNTED_COLUMNS.map((c) => `coalesce(c.${c}, 0) as ${c}`).join(', '))}
      from skills s left join skill_popularity p on p.skill_id = s.id left join counted c on c.skill_id = s.id
    ), ${writes(now)}, added as (
      insert into skill_popularity as p (skill_id, score_updated_at, popularity_score, ${listed(COUNTED_COLUMNS)})
      select skill_id, ${now.toISOString()}::timestamptz, popularity_score, ${listed(COUNTED_COLUMNS)} from scored where is_new and exists (select from lease)
      on conflict (skill_id) do nothing returning ${POPULARITY_ROW}
    ), announced as (${enqueueRows('popularity', sql`select * from written union all select * from added`)}), advanced as (
      insert into popularity_state as s (hour, round) select this_hour, coalesce((select max(round) from came), 0) from clock where exists (select from lease)
      on conflict (singleton) do update set hour = excluded.hour, round = greatest(s.round, excluded.round)
    )
    select true as known, ${totals}`),
  ])
  const [row] = rows
  return row?.held ? numbers(row) : null
}

/**
 * What a run would find to do: the events that rounds have counted since, and the hours by which the windows move on (none before the
 * first count, which reads all hours there are).
 */
export async function planPopularity(db: Db, now: Date): Promise<{ processed: number; events: number; hours: number }> {
  const { rows } = await db.execute<{ processed: number; events: number; hours: number }>(sql`
    select (select count(*)::int from skills) as processed, (select coalesce(sum(events), 0)::int from popularity_changes) as events,
      coalesce((select greatest(0, extract(epoch from ${hourOf(now)} - hour) / 3600)::int from popularity_state), 0) as hours`)
  return rows[0] ?? { processed: 0, events: 0, hours: 0 }
}

const numbers = ({ processed, changed, events }: Row): PopularityCounts => {
  return { processed: Number(processed), changed: Number(changed), events: Number(events) }
}
