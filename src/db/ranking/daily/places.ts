import { type SQL, sql } from 'drizzle-orm'
import { RELAXED_BELOW } from '../../../domain/ranking/tier.ts'
import { averagesIn, COUNT_COLUMNS, each, IS_NUMBER, NO_CATEGORY, POWER_TOTAL, TIER, UNITS } from '../grading.ts'
import { POPULARITY_SCORE } from '../popularity-counts.ts'
import { BOARD_ORDER } from '../rankings.ts'

/** How many places a chunk has: a few seconds of work at a million skills. */
export const CHUNK = 50_000

/** The version of `ENTRY_LINE` and of how the hashes of chunks make the content hash. */
export const HASH_VERSION = 1

/**
 * CTEs from `inputs` (skill_id, category_id, updated_at, age_days and the counts) and `measures` (group_id, averages) to
 * `ordered`: the same rows with group_id, score, power_score, and `rank`, the place on the global board by popularity.
 */
export const ORDERED: SQL = sql`
  popular as (select *, coalesce(category_id, ${NO_CATEGORY}) as group_id, ${POPULARITY_SCORE()} as popularity_score from inputs),
  averaged as materialized (select group_id, ${averagesIn('averages')} from measures where averages is not null),
  valued as (
    select p.*, ${UNITS}, ${each((stat) => `a_${stat}`)} from popular p join averaged using (group_id) where ${IS_NUMBER('p.')}
  ), powered as (
    select *, round(${POWER_TOTAL})::int as power_score from valued
  ), scored as (
    ${sql.raw(`select ${columns('')}, power_score from powered`)} union all
    ${sql.raw(`select ${columns('p.')}, null from popular p left join averaged w using (group_id) where w.group_id is null or not `)}${IS_NUMBER('p.')}
  ), ordered as (
    select *, popularity_score as score, row_number() over (order by ${BOARD_ORDER})::int as rank from scored
  )`

function columns(row: string): string {
  const all = ['skill_id', 'category_id', 'group_id', 'updated_at', 'age_days', 'github_stars', ...COUNT_COLUMNS]
  return [...new Set([...all, 'popularity_score'])].map((column) => `${row}${column}`).join(', ')
}

/** The percentile, tier and `relaxed` of a row with `ahead` of `members` ahead in its group. NULL without a power score. */
export const STANDING: SQL = sql`
  case when power_score is not null then 100.0::float8 * ahead / members end as percentile,
  case when power_score is not null then ${TIER} end as power_rank,
  case when power_score is not null then members < ${sql.raw(String(RELAXED_BELOW))} end as relaxed`

/** A skill's places and what they were computed from, as a line of its chunk's hash. */
export const ENTRY_LINE: SQL = sql.raw(
  [
    ...['rank', 'skill_id', 'score', 'power_position', 'power_score', 'power_rank', 'percentile', 'relaxed'],
    ...['category_id', 'category_rank', 'category_power_position'],
    ...['github_stars', ...COUNT_COLUMNS.filter((c) => c !== 'github_stars'), 'age_days'],
  ]
    .map((column) => `coalesce(${column}::text, '')`)
    .join(` || ':' || `),
)

/** The hash of a chunk: SHA-256 of its lines by rank, joined by line feeds. */
export const CHUNK_HASH: SQL = sql`encode(sha256(convert_to(coalesce(string_agg(line, E'\n' order by rank), ''), 'UTF8')), 'hex')`

/** The content hash of a day: SHA-256 of the hashes of its chunks, joined by line feeds. */
export const contentHashOf = (hashes: SQL): SQL =>
  sql`encode(sha256(convert_to(array_to_string(${hashes}, E'\n'), 'UTF8')), 'hex')`
