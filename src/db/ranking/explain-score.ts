import { type SQL, sql } from 'drizzle-orm'
import { POPULARITY_WEIGHTS as W } from '../../domain/ranking/popularity.ts'
import { POWER, STATS, type Stat } from '../../domain/ranking/power.ts'
import type { SkillRef } from '../catalogue/skill-detail.ts'
import { CATEGORY } from '../catalogue/skill-json.ts'
import type { Db } from '../connect.ts'
import { type JsonText, readJson, rfc3339 } from '../json.ts'
import { averagesIn, each, KEPT_UNITS, NO_CATEGORY, POWER_TOTAL, shareOf, weightOf } from './grading.ts'
import { placeOf } from './places.ts'
import { POPULARITY_SCORE } from './popularity-counts.ts'
import { STANDING } from './standing.ts'

const POWER_FORMULA = `round(${POWER.scale} · Σ weight · min(compared / average, ${POWER.cap}))`
const POPULARITY_FORMULA = `${W.stars}·ln(1 + stars) + ${W.uses}·ln(1 + uses_30d) + ${W.favorites}·favorites_total + ${W.anyUse}·[uses_30d > 0]`

/** Decimal places of the shares of a power score, and of every popularity score in an answer. */
const SHARE_DIGITS = sql.raw('6')
const POPULARITY_DIGITS = sql.raw('4')

const SHOWN_POPULARITY = sql`round(s.popularity_score::numeric, ${POPULARITY_DIGITS})`

const SCALE = sql.raw(String(POWER.scale))

// Name, weight and value of each part, and the term that the weight multiplies. The query compares the total with the
// score.
const POPULARITY_PARTS = sql.raw(
  (
    [
      ['stars', W.stars, 'github_stars', 'ln(1::float8 + greatest(github_stars, 0))'],
      ['uses_30d', W.uses, 'uses_30d', 'ln(1::float8 + greatest(uses_30d, 0))'],
      ['favorites_total', W.favorites, 'favorites_total', 'favorites_total'],
      ['any_use', W.anyUse, '(uses_30d > 0)::int', '(uses_30d > 0)::int'],
    ] as const
  )
    .map(([part, weight, value, of], nth) => `(${nth}, '${part}', ${weight}, ${value}, (${weight} * ${of})::numeric)`)
    .join(', '),
)

const partOf = (stat: Stat, nth: number) =>
  `(${nth}, '${stat}', (stats_payload ->> '${stat}')::float8, x_${stat}, a_${stat}, ${weightOf(stat)}, ${shareOf(stat)})`

/** Rounds points so that their sum is `total`: the greatest absorbs the rest. For rows of (nth, points, total). */
const addingUp = (digits: SQL): SQL =>
  sql`(round(points, ${digits}) + case when row_number() over (order by points desc, nth) = 1
    then total - sum(round(points, ${digits})) over () else 0 end)::float8`

/**
 * Explains the scores of an active skill from the inputs of the last scoring. Leaves out a score's parts if they no
 * longer yield it, as category, weights or stars have changed since. Returns null if there is no such skill.
 */
export function readScore(db: Db, ref: SkillRef): Promise<JsonText | null> {
  const condition = 'id' in ref ? sql`s.id = ${ref.id}::uuid` : sql`s.slug = ${ref.slug}`
  return readJson(
    db,
    sql`
    with skill as (
      select s.id, s.slug, s.category_id, p.category_id as scored_in, github_stars, uses_30d, favorites_total, popularity_score, stats_payload, power_score,
        last_scored_at, percentile, power_rank, relaxed, case when listed then ${placeOf('popularity', NO_CATEGORY, 'p')} end as global_rank,
        case when listed and p.category_id is not null then ${placeOf('popularity', sql`p.category_id`, 'p')} end as category_rank
      from skills s join skill_popularity p on p.skill_id = s.id left join lateral ${STANDING} st on true
      where ${condition} and s.status = 'active'
    ),
    -- the expressions of the scoring itself, over the stats that it stored
    held as materialized (
      select skill.*, members, weights_version, scored_at, ${KEPT_UNITS}, ${averagesIn('averages')}
      from skill join score_groups on group_id = coalesce(scored_in, ${NO_CATEGORY})
      where power_score is not null and scored_in is not distinct from category_id
    ), powered as materialized (
      select *, ${each(weightOf, ' + ')} as weight, ${POWER_TOTAL} as total from held
    ), explained as (
      select * from powered where round(total) = power_score and weights_version = ${POWER.version}::int
    ), stats as (
      select t.*, total, coalesce(t.own / nullif(weight, 0), 0) as normalised,
        coalesce((${SCALE} * share / nullif(weight, 0))::numeric, 0) as points
      from explained cross join lateral (values ${sql.raw(STATS.map(partOf).join(', '))}) t(nth, stat, value, x, average, own, share)
    ), shares as (select *, ${addingUp(SHARE_DIGITS)} as rounded from stats),
    parts as (
      select t.*, ${SHOWN_POPULARITY} as total from skill s cross join lateral (values ${POPULARITY_PARTS}) t(nth, part, weight, value, points)
      where round(${POPULARITY_SCORE()}::numeric, ${POPULARITY_DIGITS}) = ${SHOWN_POPULARITY}
    ), points as (select *, ${addingUp(POPULARITY_DIGITS)} as rounded from parts)
    select json_build_object('id', s.id, 'slug', s.slug, 'category', ${CATEGORY}, 'as_of', ${rfc3339('greatest(e.scored_at, e.last_scored_at)')},
      'power_score', s.power_score, 'power_rank', s.power_rank, 'percentile', round(s.percentile::numeric, 4), 'relaxed', s.relaxed,
      'formula', ${POWER_FORMULA}::text, 'weights_version', e.weights_version,
      'group', case when e.members is not null then json_build_object('members', e.members, 'averaged_at', ${rfc3339('e.scored_at')}) end,
      'stats', (select coalesce(json_agg(json_build_object('stat', stat, 'value', value, 'compared', x / ${POWER.unit}::float8,
        'average', average / ${POWER.unit}::float8, 'ratio', case when average > 0 then least(x / average, ${POWER.cap}::float8) end,
        'capped', average > 0 and x / nullif(average, 0) > ${POWER.cap}::float8,
        'weight', normalised::float8, 'share', rounded) order by nth), '[]') from shares),
      'popularity', json_build_object('score', ${SHOWN_POPULARITY},
        'formula', ${POPULARITY_FORMULA}::text,
        'parts', (select coalesce(json_agg(json_build_object('part', part, 'weight', weight, 'value', value, 'points', rounded) order by nth), '[]') from points)),
      'global_rank', s.global_rank, 'category_rank', s.category_rank, 'snapshot', (
        select b.id from rank_snapshots b where b.scope = 'category' and b.category_id = s.category_id and b.superseded_at is null
        order by b.snapshot_date desc limit 1)
    )::text as body from skill s left join explained e on e.id = s.id`,
  )
}
