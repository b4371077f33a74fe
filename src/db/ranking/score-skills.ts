import { type SQL, sql } from 'drizzle-orm'
import { POWER } from '../../domain/ranking/power.ts'
import { IS_LISTED } from '../catalogue/skill-json.ts'
import { change, without } from '../changes.ts'
import type { Db } from '../connect.ts'
import { lockPopularity } from '../locks.ts'
import { moreMemory, readByIndex } from '../memory.ts'
import { heldLease, type Lease } from '../operations/leases.ts'
import { TIDY_BUCKETS } from './buckets.ts'
import {
  averagesIn,
  COUNT_COLUMNS,
  each,
  IS_NUMBER,
  KEPT_UNITS,
  NO_CATEGORY,
  POWER_TOTAL,
  STATS_PAYLOAD,
  UNITS,
} from './grading.ts'

const MAX_REPORTED = 100

/** Why scoring announces and records nothing. */
export const SILENT = without('Scores are not published. The tiers that follow from them are, once a day.')
export const UNRECORDED = without('Statistics change the scores, not an admin.')

/** What scoring writes to the popularity of a skill. */
const SCORED = ['listed', 'category_id', 'changed_at', 'placed_score', 'stats_payload', 'power_score']
const scored = (row: string) => sql.raw(SCORED.map((column) => `${row}.${column}`).join(', '))

// A pass over all skills begins at midnight UTC, as all their ages change. Before the first one there is no state.
const STATE = (at: SQL): SQL => sql`
  state as materialized (
    select greatest(s.day, today) as day, case when s.day >= today then s.after_id else ${NO_CATEGORY} end as after_id
    from lease cross join (select (${at} at time zone 'UTC')::date as today) clock left join score_state s on true
  )`

const inputs = (limit: number) => sql`
  -- Deletes only what it reads: a note that is committed later stays for the next step.
  noted as (
    delete from score_changes where ctid = any (array(select ctid from score_changes limit ${limit})) and exists (select from state) returning skill_id
  ), passed as materialized (
    select p.skill_id from state cross join lateral (
      select skill_id from skill_popularity where skill_id > state.after_id order by skill_id limit ${limit}) p where state.after_id is not null
  ),
  -- A subquery for each skill: the planner expects the most that a step may look at, and would rather read the whole catalogue.
  inputs as materialized (
    select i.* from state cross join (select skill_id from noted union select skill_id from passed) looked cross join lateral (
      select p.skill_id, ${IS_LISTED} as listed, ${IS_LISTED} and ${IS_NUMBER('p.')} as is_scored, s.category_id, s.updated_at as changed_at,
        p.popularity_score as placed_score, ${sql.raw(COUNT_COLUMNS.map((column) => `p.${column}`).join(', '))},
        greatest(0, day - (coalesce(s.last_changed_at, s.created_at) at time zone 'UTC')::date) as age_days,
        p.listed and p.stats_payload is not null as was_scored, p.category_id as was_in, p.stats_payload as was_stats
      from skill_popularity p join skills s on s.id = p.skill_id where p.skill_id = looked.skill_id offset 0) i
  )`

// A group without averages is scored as a whole in the same run.
const FRESH = sql`
  valued as materialized (
    select skill_id, coalesce(category_id, ${NO_CATEGORY}) as group_id, ${sql.raw(COUNT_COLUMNS.join(', '))}, ${UNITS} from inputs where is_scored
  ),
  -- Materialized, so that the averages are read from their JSON once and each score is computed once.
  measured as materialized (select group_id, ${averagesIn('averages')} from score_groups where averages is not null),
  powered as materialized (
    select skill_id, ${STATS_PAYLOAD} as stats_payload, case when m.group_id is not null then round(${POWER_TOTAL})::int end as power_score
    from valued v left join measured m on m.group_id = v.group_id
  ), fresh as (
    select i.skill_id, listed, category_id, changed_at, placed_score, stats_payload, power_score from inputs i left join powered using (skill_id)
  )`

const GROUPED = sql`
  deltas as (
    select group_id, sum(n)::int as members, ${each((stat) => `sum(n * x_${stat}) as s_${stat}`)} from (
      select group_id, 1 as n, ${each((stat) => `x_${stat}`)} from valued
      union all
      select coalesce(was_in, ${NO_CATEGORY}), -1, ${each((stat) => `x_${stat}`)}
      from (select was_in, ${KEPT_UNITS} from (select was_in, was_stats as stats_payload from inputs where was_scored) was) w
    ) parts group by group_id
  ), grouped as (
    insert into score_groups as g (group_id, members, sums, weights_version)
    select group_id, members, jsonb_build_object(${each((stat) => `'${stat}', s_${stat}`)}), ${sql.raw(String(POWER.version))} from deltas
    where members <> 0 or (${each((stat) => `s_${stat} <> 0`, ' or ')})
    on conflict (group_id) do update set members = g.members + excluded.members, sums = case when g.sums is not null then
      jsonb_build_object(${each((stat) => `'${stat}', (g.sums ->> '${stat}')::numeric + (excluded.sums ->> '${stat}')::numeric`)}) end
  )`

const advanced = (limit: number) => sql`
  advanced as (
    insert into score_state as s (day, after_id)
    select day, case when (select count(*) from passed) = ${limit} then (select skill_id from passed order by skill_id desc limit 1) end from state
    on conflict (singleton) do update set day = excluded.day, after_id = excluded.after_id
    where (s.day, s.after_id) is distinct from (excluded.day, excluded.after_id)
  )`

const MOVED = each(
  (stat) =>
    `abs((sums ->> '${stat}')::numeric / members - (averages ->> '${stat}')::numeric) > ${POWER.tolerance} * (averages ->> '${stat}')::numeric`,
  ' or ',
)

const DUE = sql<{ id: string; members: number }>`
  select group_id as id, members from score_groups
  where sums is null or members > 0 and (averages is null or weights_version <> ${POWER.version}::int or ${MOVED}) order by members, group_id`

const UNSCORED = sql<{ id: string; total: string }>`
  select skill_id as id, count(*) over () as total from skill_popularity
  where listed and power_order < 0 and stats_payload is null order by skill_id limit ${MAX_REPORTED}`

/** A group of skills, by its id, that has to be scored anew as a whole. */
export type DueGroup = { id: string; members: number }
export type ScoreStep = {
  processed: number
  changed: number
  /** False if there may be more to look at. */
  isLast: boolean
  /** The groups whose averages have moved too far, or whose weights have changed. */
  due: DueGroup[]
  /** How many listed skills have a stat that is not a number, and up to a hundred of them. */
  failed: number
  failures: string[]
}

/**
 * Scores the skills that are noted as changed, and after midnight UTC the next part of all skills, at most `limit` of each,
 * against the kept averages of their groups. It also places them on the boards. A skill with a stat that is not a number
 * gets no power score. Returns null if the lease was lost.
 */
export async function scoreChangedSkills(
  db: Db,
  lease: Lease,
  { now, limit }: { now: Date; limit: number },
): Promise<ScoreStep | null> {
  const at = sql`${now.toISOString()}::timestamptz`
  const {
    scored: rows,
    due,
    unscored,
  } = await change(db, {
    lock: lockPopularity,
    write: {
      memory: [moreMemory, readByIndex],
      scored: sql<{ held: boolean; processed: number; changed: number; last: boolean }>`
    with ${heldLease(lease)}, ${STATE(at)}, ${inputs(limit)}, ${FRESH}, written as (
      update skill_popularity p set last_scored_at = ${at}, ${sql.raw(SCORED.map((column) => `${column} = n.${column}`).join(', '))}
      from fresh n where p.skill_id = n.skill_id and (${scored('p')}) is distinct from (${scored('n')}) returning 1
    ), ${GROUPED}, ${advanced(limit)}
    select exists (select from lease) as held, (select count(*)::int from valued) as processed, (select count(*)::int from written) as changed,
      greatest((select count(*) from noted), (select count(*) from passed)) < ${limit} as last`,
      tidy: TIDY_BUCKETS,
      due: DUE,
      unscored: UNSCORED,
    },
    announce: SILENT,
    record: UNRECORDED,
  })
  const [row] = rows
  if (!row?.held) return null
  const { processed, changed, last: isLast } = row
  const failures = unscored.map(({ id }) => id)
  return { processed, changed, isLast, due, failed: Number(unscored[0]?.total ?? 0), failures }
}

/** Counts the skills that the next run looks at. Many of them may be unchanged. */
export async function countToScore(db: Db, now: Date): Promise<number> {
  const { rows } = await db.execute<{ skills: number }>(sql`
    with lease as (select), ${STATE(sql`${now.toISOString()}::timestamptz`)}
    select count(*)::int as skills from (
      select skill_id from score_changes union select skill_id from skill_popularity where skill_id > (select after_id from state)) looked`)
  return rows[0]?.skills ?? 0
}
