import { type SQL, sql } from 'drizzle-orm'
import { COUNT_WINDOW_HOURS } from '../../domain/ranking/popularity.ts'
import { change, without } from '../changes.ts'
import type { Db } from '../connect.ts'
import { enqueueRows, POPULARITY_ROW } from '../feed/outbox.ts'
import { tickOf } from '../json.ts'
import { lockPopularity } from '../locks.ts'
import { heldLease, type Lease } from '../operations/leases.ts'
import { COUNTED_COLUMNS, countedAt, POPULARITY_SCORE, sumsOf, within } from './popularity-counts.ts'

export type PopularityCounts = { processed: number; changed: number; events: number }
type Row = { held: boolean; known: boolean; processed: string; changed: string; events: string }

const listed = (columns: readonly string[], prefix = '') => sql.raw(columns.map((c) => `${prefix}${c}`).join(', '))

const hourOf = (now: Date): SQL => sql`date_trunc('hour', ${now.toISOString()}::timestamptz, 'UTC')`

const tickAt = (now: Date): SQL => sql.raw(tickOf(`'${now.toISOString()}'::timestamptz`))

// Writes only the rows whose values change, and adds those that are missing. A score also changes with the stars.
const writes = (now: Date): SQL => sql`
  scored as (select f.*, ${POPULARITY_SCORE('f.')} as popularity_score from fresh f), written as (
    update skill_popularity p set score_updated_at = ${now.toISOString()}::timestamptz, popularity_score = n.popularity_score,
      ${sql.raw(COUNTED_COLUMNS.map((c) => `${c} = n.${c}`).join(', '))}
    from scored n
    where p.skill_id = n.skill_id and exists (select from lease) and (${listed([...COUNTED_COLUMNS, 'popularity_score'], 'p.')})
      is distinct from (${listed([...COUNTED_COLUMNS, 'popularity_score'], 'n.')})
    returning ${POPULARITY_ROW}
  ), added as (
    insert into skill_popularity as p (skill_id, score_updated_at, popularity_score, ${listed(COUNTED_COLUMNS)})
    select skill_id, ${now.toISOString()}::timestamptz, popularity_score, ${listed(COUNTED_COLUMNS)} from scored where is_new and exists (select from lease)
    on conflict (skill_id) do nothing returning ${POPULARITY_ROW}
  ), announced as (${enqueueRows('popularity', sql`select * from written union all select * from added`)})`

const totals = sql`
  exists (select from lease) as held, (select count(*) from fresh) as processed, (select count(*) from written) as changed,
  coalesce((select sum(events) from new_events), 0) as events`

/** Runs a statement that changes counts and enqueues the rows that it has changed. */
async function writeCounts(db: Db, statement: SQL<Row>): Promise<Row | undefined> {
  const { counted } = await change(db, {
    lock: lockPopularity,
    write: { counted: statement },
    announce: without('Only the statement itself knows which rows it has changed, so it enqueues them.'),
    record: without('Events change the counts, not an admin.'),
  })
  return counted[0]
}

/**
 * Brings the counts up to the hour of `now`: adds newly normalized events, subtracts the hours that left a window, and
 * scores changed stars. Touches only these skills. Safe to repeat, as the database stores what is counted already.
 * Returns null if the lease was lost. `known` is false before the first count; then nothing changes, and
 * `recountPopularity` has to run.
 */
export async function advancePopularity(
  db: Db,
  lease: Lease,
  now: Date,
): Promise<(PopularityCounts & { known: boolean }) | null> {
  const edges = [0, ...Object.values(COUNT_WINDOW_HOURS)]
  const row = await writeCounts(
    db,
    sql<Row>`
    with ${heldLease(lease)},
    state as materialized (select hour as last_hour, greatest(hour, ${hourOf(now)}) as this_hour, round
      from popularity_state where exists (select from lease)),
    new_events as (delete from popularity_changes where exists (select from state) returning round, skill_id, hour, event_type, events),
    -- hours that have entered or left a window since
    passed as (
      select distinct reached - edge * interval '1 hour' as hour
      from state, generate_series(last_hour + interval '1 hour', this_hour, interval '1 hour') reached, unnest(array[${sql.raw(edges.join(', '))}]) edge
    ),
    -- These hours already contain the newly counted events. Each hour is an index lookup, so the whole ledger is never read.
    moved as (
      select e.* from passed cross join lateral (
        select skill_id, hour, event_type, events from skill_event_hours where outcome = 'counted' and hour = passed.hour offset 0) e
    ), deltas as (
      select skill_id, ${sql.raw(COUNTED_COLUMNS.map((column) => `sum(${column})::int as ${column}`).join(', '))} from (
        select skill_id, ${sql.raw(sumsOf((c) => `case when ${within(c, 'last_hour')} then events else 0 end`))}
        from new_events, state group by skill_id
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
      select d.skill_id, coalesce(p.github_stars, 0) as github_stars, p.skill_id is null as is_new,
        ${sql.raw(COUNTED_COLUMNS.map((c) => `coalesce(p.${c} + d.${c}, c.${c}, 0) as ${c}`).join(', '))}
      from deltas d left join skill_popularity p on p.skill_id = d.skill_id
        -- a row that is missing has nothing to add to, or to take hours from that leave a window: the skill is counted anew
        left join lateral (
          select ${countedAt('this_hour')} from skill_event_hours e, state where p.skill_id is null and e.outcome = 'counted' and e.skill_id = d.skill_id
        ) c on p.skill_id is null
      where p.skill_id is not null or exists (select from skills s where s.id = d.skill_id)
    ), ${writes(now)}, advanced as (
      update popularity_state s set hour = n.this_hour, round = greatest(s.round, (select max(round) from new_events)),
        counted_at = greatest(s.counted_at, ${tickAt(now)}) from state n
    )
    select exists (select from state) as known, ${totals}`,
  )
  return row?.held ? { ...numbers(row), known: row.known } : null
}

/**
 * Counts everything again from the hour counters, up to the hour of `now`: the first time, or to repair. Returns null
 * if the lease was lost.
 */
export async function recountPopularity(db: Db, lease: Lease, now: Date): Promise<PopularityCounts | null> {
  const row = await writeCounts(
    db,
    sql<Row>`
    with ${heldLease(lease)}, clock as (select ${hourOf(now)} as this_hour),
    new_events as (delete from popularity_changes where exists (select from lease) returning round, events),
    counted as (
      select skill_id, ${countedAt('this_hour')} from skill_event_hours, clock where outcome = 'counted' group by skill_id
    ), fresh as (
      select s.id as skill_id, coalesce(p.github_stars, 0) as github_stars, p.skill_id is null as is_new,
        ${sql.raw(COUNTED_COLUMNS.map((c) => `coalesce(c.${c}, 0) as ${c}`).join(', '))}
      from skills s left join skill_popularity p on p.skill_id = s.id left join counted c on c.skill_id = s.id
    ), ${writes(now)}, advanced as (
      insert into popularity_state as s (hour, round, counted_at)
      select this_hour, coalesce((select max(round) from new_events), 0), ${tickAt(now)} from clock where exists (select from lease)
      on conflict (singleton) do update set hour = excluded.hour, round = greatest(s.round, excluded.round),
        counted_at = greatest(s.counted_at, excluded.counted_at)
    )
    select true as known, ${totals}`,
  )
  return row?.held ? numbers(row) : null
}

/**
 * The work of the next run: skills with changes, newly counted events, and the hours by which the windows move. There are 0 hours
 * before the first count, which reads all of them.
 */
export async function planPopularity(db: Db, now: Date): Promise<{ processed: number; events: number; hours: number }> {
  const { rows } = await db.execute<{ processed: number; events: number; hours: number }>(sql`
    select (select count(distinct skill_id)::int from popularity_changes) as processed, (select coalesce(sum(events), 0)::int from popularity_changes) as events,
      coalesce((select greatest(0, extract(epoch from ${hourOf(now)} - hour) / 3600)::int from popularity_state), 0) as hours`)
  return rows[0] ?? { processed: 0, events: 0, hours: 0 }
}

const numbers = ({ processed, changed, events }: Row): PopularityCounts => ({
  processed: Number(processed),
  changed: Number(changed),
  events: Number(events),
})
