import { type SQL, sql } from 'drizzle-orm'
import { POWER, STATS, type Stat } from '../../domain/ranking/power.ts'
import { BANDS, RELAXED_BELOW, STEPS } from '../../domain/ranking/tier.ts'
import { IS_LISTED } from '../catalogue/skill-json.ts'
import type { Db } from '../connect.ts'
import { enqueueRows, POPULARITY_ROW } from '../feed/outbox.ts'
import { lockPopularity } from '../locks.ts'
import { heldLease, type Lease } from '../operations/leases.ts'
import { executeWithMemory } from '../with-memory.ts'
import { BOARD_ORDER } from './rankings.ts'

/** Uses among views and uses; 0 where there are neither. `uses` and `views` are SQL expressions. */
export const useRateOf = (uses: string, views: string) =>
  `coalesce(${uses}::float8 / nullif(${uses}::float8 + ${views}, 0), 0)`

/** What each stat is made of: columns of `inputs`, which has whole days of age. */
const SOURCES: Record<Stat, string> = {
  stars: 'github_stars',
  forks: 'github_forks',
  uses_30d: 'uses_30d',
  views_30d: 'views_30d',
  favorites: 'favorites_total',
  use_rate: useRateOf('uses_30d', 'views_30d'),
  freshness: `0.5::float8 ^ (age_days / ${POWER.freshnessHalfLifeDays}::float8)`,
}

const COUNT_STATS = STATS.filter((stat) => POWER.stats[stat].kind === 'count')

export const each = (of: (stat: Stat) => string, separator = ', ', stats = STATS): SQL =>
  sql.raw(stats.map(of).join(separator))

/** A stat's value (an SQL expression) as it is compared: in the unit of the stats, as a whole number. */
export const unitsOf = (stat: Stat, value: string) =>
  `round(${POWER.unit} * ${POWER.stats[stat].kind === 'count' ? `ln(1::float8 + ${value})` : value})::bigint as x_${stat}`

const shownOf = (stat: Stat) =>
  `'${stat}', ${POWER.stats[stat].kind === 'count' ? SOURCES[stat] : `x_${stat} / ${POWER.unit}::numeric`}`

/** Share of a stat in the power score, before the weights are brought to a sum of 1. `x` and `average` are SQL expressions. */
export const shareOf = (stat: Stat) =>
  `case when a_${stat} > 0 then ${POWER.stats[stat].weight} * least(x_${stat} / a_${stat}, ${POWER.cap}) else 0 end`

const weightOf = (stat: Stat) => `case when avg(x_${stat}) > 0 then ${POWER.stats[stat].weight} else 0 end`

/** Tier of a row with `ahead` of `members` strictly ahead, in whole numbers as `tierOf` has it. */
const TIER = sql.raw(
  `case ${[...BANDS]
    .reverse()
    .map(
      ({ letter, from, to }) =>
        `when 100 * ahead >= ${from} * members then '${letter}' || (${STEPS} * (100 * ahead - ${from} * members) / (${to - from} * members) + 1)`,
    )
    .join(' ')} end`,
)

/** The group of what has no category. */
export const NO_CATEGORY = sql.raw(`'00000000-0000-0000-0000-000000000000'::uuid`)

/** Whether a skill can be scored: each of its counts and its popularity score is a number. `row` is its alias and a dot. */
export const IS_NUMBER = (row: string): SQL =>
  sql.raw(
    `(${COUNT_STATS.map((stat) => `${row}${SOURCES[stat]} >= 0`).join(' and ')} and abs(${row}popularity_score) < 'Infinity')`,
  )

/**
 * CTEs from `inputs` (skill_id, category_id, group_id, updated_at, popularity_score, age_days, is_number and the counts) to `groups`
 * and `graded`: power score, percentile, tier and ranks of whatever is_number.
 */
export const GRADED: SQL = sql`
  valued as materialized (
    select *, ${each((stat) => unitsOf(stat, SOURCES[stat]))} from inputs where is_number
  ),
  -- sums of whole numbers: the averages do not depend on the order in which rows are read
  groups as materialized (
    select group_id, count(*) as members, ${each(weightOf, ' + ')} as weight, ${each((stat) => `avg(x_${stat})::float8 as a_${stat}`)}
    from valued group by group_id
  ), powered as (
    select v.*, g.members, coalesce(round((${POWER.scale} * (${each(shareOf, ' + ')}) / nullif(weight, 0))::numeric), 0)::int as power
    from valued v join groups g on g.group_id = v.group_id
  ), ranked as (
    select *, rank() over (partition by group_id order by power desc) - 1 as ahead,
      row_number() over (order by ${BOARD_ORDER}) as global_rank,
      case when category_id is not null then row_number() over (partition by group_id order by ${BOARD_ORDER}) end as category_rank
    from powered
  ), graded as (
    select skill_id, jsonb_build_object(${each(shownOf)}) as stats_payload, power as power_score, ${TIER} as power_rank,
      members < ${RELAXED_BELOW}::int as relaxed, 100.0::float8 * ahead / members as percentile, global_rank::int, category_rank::int
    from ranked
  )`

/** How many skills a run would score, those included that have a stat that is no number. */
export async function countToScore(db: Db): Promise<number> {
  const { rows } = await db.execute<{ skills: number }>(
    sql`select count(*)::int as skills from skills s join skill_popularity p on p.skill_id = s.id where ${IS_LISTED}`,
  )
  return rows[0]?.skills ?? 0
}

const SCORED = [
  'stats_payload',
  'power_score',
  'power_rank',
  'relaxed',
  'percentile',
  'global_rank',
  'category_rank',
] as const

const MAX_TOLD = 100

export type Scored = { processed: number; failed: number; categories: number; changed: number; failures: string[] }

/**
 * Scores and ranks every listed skill against its category, in one statement, and writes only what changes. A skill with a stat
 * that is no number has no score (`failures` are their ids, a hundred at most). Null: the lease was lost.
 */
export async function scoreSkills(db: Db, lease: Lease, now: Date): Promise<Scored | null> {
  const at = sql`${now.toISOString()}::timestamptz`
  const { rows } = await executeWithMemory<{
    held: boolean
    processed: string
    failed: string
    categories: string
    changed: string
    failures: string[] | null
  }>(
    db,
    sql`
    with ${heldLease(lease)}, inputs as (
      select s.id as skill_id, s.category_id, coalesce(s.category_id, ${NO_CATEGORY}) as group_id, s.updated_at, p.popularity_score,
        ${sql.raw(COUNT_STATS.map((stat) => `p.${SOURCES[stat]}`).join(', '))},
        greatest(0, (${at} at time zone 'UTC')::date - (coalesce(s.last_changed_at, s.created_at) at time zone 'UTC')::date) as age_days,
        ${IS_NUMBER('p.')} as is_number
      from skills s join skill_popularity p on p.skill_id = s.id where ${IS_LISTED} and exists (select from lease)
    ), ${GRADED}, written as (
      update skill_popularity p set last_scored_at = ${at}, ${sql.raw(SCORED.map((column) => `${column} = n.${column}`).join(', '))}
      from (select p.skill_id, p.power_rank as was_rank, ${sql.raw(SCORED.map((column) => `g.${column}`).join(', '))}
        from skill_popularity p left join graded g on g.skill_id = p.skill_id where exists (select from lease)) n
      where p.skill_id = n.skill_id and (${sql.raw(SCORED.map((c) => `p.${c}`).join(', '))}) is distinct from (${sql.raw(SCORED.map((c) => `n.${c}`).join(', '))})
      returning n.was_rank, ${POPULARITY_ROW}
    ), announced as (
      ${enqueueRows('popularity', sql`select * from written where power_rank is distinct from was_rank`)}
    ), kept as (
      insert into score_groups (group_id, members, averages, weights_version, scored_at)
      select group_id, members, jsonb_build_object(${each((stat) => `'${stat}', a_${stat}`)}), ${POWER.version}::int, ${at} from groups
      on conflict (group_id) do update set members = excluded.members, averages = excluded.averages,
        weights_version = excluded.weights_version, scored_at = excluded.scored_at
    )
    select exists (select from lease) as held, (select count(*) from valued) as processed, (select count(*) from inputs where not is_number) as failed,
      (select count(*) from groups) as categories, (select count(*) from written) as changed,
      (select json_agg(skill_id) from (select skill_id from inputs where not is_number order by skill_id limit ${MAX_TOLD}) f) as failures`,
    lockPopularity,
  )
  const row = rows[0]
  if (!row?.held) return null
  const { processed, failed, categories, changed, failures } = row
  return {
    processed: Number(processed),
    failed: Number(failed),
    categories: Number(categories),
    changed: Number(changed),
    failures: failures ?? [],
  }
}
