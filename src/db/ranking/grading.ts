import { type SQL, sql } from 'drizzle-orm'
import { POWER, STATS, type Stat } from '../../domain/ranking/power.ts'
import { BANDS, RELAXED_BELOW, STEPS } from '../../domain/ranking/tier.ts'
import { BOARD_ORDER } from './rankings.ts'

/** The share of uses among uses and views, 0 without any. Both arguments are SQL expressions. */
export const useRateOf = (uses: string, views: string) =>
  `coalesce(${uses}::float8 / nullif(${uses}::float8 + ${views}, 0), 0)`

/** The value of each stat, from the columns of `inputs`. `age_days` is a whole number. */
export const STAT_VALUES: Record<Stat, string> = {
  stars: 'github_stars',
  forks: 'github_forks',
  uses_30d: 'uses_30d',
  views_30d: 'views_30d',
  favorites: 'favorites_total',
  use_rate: useRateOf('uses_30d', 'views_30d'),
  freshness: `0.5::float8 ^ (age_days / ${POWER.freshnessHalfLifeDays}::float8)`,
}

/** The columns of the stats that are counts. */
export const COUNT_COLUMNS = STATS.filter((stat) => POWER.stats[stat].kind === 'count').map((stat) => STAT_VALUES[stat])

/** SQL text for each stat, joined. */
export const each = (of: (stat: Stat) => string, separator = ', ', stats = STATS): SQL =>
  sql.raw(stats.map(of).join(separator))

/** The column `x_…` of a stat: its value (an SQL expression) as it is compared, a whole number of `POWER.unit`. */
export const unitsOf = (stat: Stat, value: string) =>
  `round(${POWER.unit} * ${POWER.stats[stat].kind === 'count' ? `ln(1::float8 + ${value})` : value})::bigint as x_${stat}`

const shownOf = (stat: Stat) =>
  `'${stat}', ${POWER.stats[stat].kind === 'count' ? STAT_VALUES[stat] : `x_${stat} / ${POWER.unit}::numeric`}`

/** A stat's share of the power score, before the weights are normalized. Reads the columns `x_…` and `a_…`. */
export const shareOf = (stat: Stat) =>
  `case when a_${stat} > 0 then ${POWER.stats[stat].weight} * least(x_${stat} / a_${stat}, ${POWER.cap}) else 0 end`

const weightOf = (stat: Stat) => `case when avg(x_${stat}) > 0 then ${POWER.stats[stat].weight} else 0 end`

/** The tier of a row with `ahead` of `members` strictly ahead, in whole numbers as `tierOf` computes it. */
export const TIER = sql.raw(
  `case ${[...BANDS]
    .reverse()
    .map(
      ({ letter, from, to }) =>
        `when 100 * ahead >= ${from} * members then '${letter}' || (${STEPS} * (100 * ahead - ${from} * members) / (${to - from} * members) + 1)`,
    )
    .join(' ')} end`,
)

/** The group of skills without a category. */
export const NO_CATEGORY = sql.raw(`'00000000-0000-0000-0000-000000000000'::uuid`)

/** True if a skill can be scored: its counts and popularity score are finite. `row` is its alias and a dot. */
export const IS_NUMBER = (row: string): SQL =>
  sql.raw(
    `(${COUNT_COLUMNS.map((column) => `${row}${column} >= 0`).join(' and ')} and abs(${row}popularity_score) < 'Infinity')`,
  )

/**
 * CTEs from `inputs` (skill_id, category_id, group_id, updated_at, popularity_score, age_days, is_number and the
 * counts) to `groups` and `graded`: power score, percentile, tier and ranks of the skills with `is_number`.
 */
export const GRADED: SQL = sql`
  valued as materialized (
    select *, ${each((stat) => unitsOf(stat, STAT_VALUES[stat]))} from inputs where is_number
  ),
  -- The values are whole numbers, so the averages do not depend on the order in which rows are read.
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
