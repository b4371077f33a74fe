import { type SQL, sql } from 'drizzle-orm'
import { POWER, STATS, type Stat } from '../../domain/ranking/power.ts'
import { BANDS, STEPS } from '../../domain/ranking/tier.ts'

/** The share of uses among uses and views, 0 without any. Both arguments are SQL expressions. */
export const useRateOf = (uses: string, views: string) =>
  `coalesce(${uses}::float8 / nullif(${uses}::float8 + ${views}, 0), 0)`

/** The value of each stat, from columns of a row. `age_days` is a whole number. */
const STAT_VALUES: Record<Stat, string> = {
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
const unitsOf = (stat: Stat, value: string) =>
  `round(${POWER.unit} * ${POWER.stats[stat].kind === 'count' ? `ln(1::float8 + ${value})` : value})::bigint as x_${stat}`

/** The columns `x_…` of a row of counts and `age_days`. All counts must be at least 0. */
export const UNITS: SQL = each((stat) => unitsOf(stat, STAT_VALUES[stat]))

/** The columns `x_…` of the stats that a skill was scored by, from its `stats_payload`. */
export const KEPT_UNITS: SQL = each((stat) =>
  unitsOf(stat, `(stats_payload ->> '${stat}')::${POWER.stats[stat].kind === 'count' ? 'int' : 'numeric'}`),
)

/** The `stats_payload` of a row of counts and the columns `x_…`. */
export const STATS_PAYLOAD: SQL = sql`jsonb_build_object(${each(
  (stat) =>
    `'${stat}', ${POWER.stats[stat].kind === 'count' ? STAT_VALUES[stat] : `x_${stat} / ${POWER.unit}::numeric`}`,
)})`

/** The columns `a_…`: a group's averages, from an expression of its `averages`. */
export const averagesIn = (averages: string): SQL => each((stat) => `(${averages} ->> '${stat}')::float8 as a_${stat}`)

/** A stat's share of the power score, before the weights are normalized. Reads the columns `x_…` and `a_…`. */
export const shareOf = (stat: Stat) =>
  `case when a_${stat} > 0 then ${POWER.stats[stat].weight} * least(x_${stat} / a_${stat}, ${POWER.cap}) else 0 end`

/** The weight of a stat, before the weights are normalized: none if its average is 0. Reads the column `a_…`. */
export const weightOf = (stat: Stat) => `case when a_${stat} > 0 then ${POWER.stats[stat].weight} else 0 end`

/** The power score before it is rounded. Reads the columns `x_…` and `a_…`. */
export const POWER_TOTAL: SQL = sql`coalesce((${sql.raw(String(POWER.scale))} * (${each(shareOf, ' + ')}) / nullif(${each(weightOf, ' + ')}, 0))::numeric, 0)`

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

/** The id of all skills without a category as a group, and of the global board. */
export const NO_CATEGORY = sql.raw(`'00000000-0000-0000-0000-000000000000'::uuid`)

/** True if a skill can be scored: its counts and popularity score are finite. `row` is its alias and a dot. */
export const IS_NUMBER = (row: string): SQL =>
  sql.raw(
    `(${COUNT_COLUMNS.map((column) => `${row}${column} >= 0`).join(' and ')} and abs(${row}popularity_score) < 'Infinity')`,
  )

/**
 * CTEs from `inputs` (skill_id, group_id, age_days, is_number and the counts of all members of the groups) to `graded`:
 * power score, percentile and tier of the skills with `is_number`. `kept`: an SQL expression of the averages by group, or
 * of NULL to take the averages of the inputs.
 */
export const gradedBy = (kept: SQL): SQL => sql`
  valued as materialized (select *, ${UNITS} from inputs where is_number),
  -- The values are whole numbers, so the averages do not depend on the order in which rows are read.
  groups as materialized (
    select group_id, members, ${averagesIn('averages')} from (
      select group_id, count(*) as members, coalesce((${kept}) -> group_id::text, jsonb_build_object(${each((stat) => `'${stat}', avg(x_${stat})::float8`)})) as averages
      from valued group by group_id) g
  ), powered as (
    select v.skill_id, v.group_id, members, round(${POWER_TOTAL})::int as power_score from valued v join groups g on g.group_id = v.group_id
  ), ranked as (
    select *, rank() over (partition by group_id order by power_score desc) - 1 as ahead from powered
  ), graded as (
    select skill_id, power_score, ${TIER} as power_rank, 100.0::float8 * ahead / members as percentile from ranked
  )`
