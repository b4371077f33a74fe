import { sql } from 'drizzle-orm'
import { BAND } from '../../../drizzle/popularity.ts'
import { RELAXED_BELOW } from '../../domain/ranking/tier.ts'
import type { Db } from '../connect.ts'
import { type JsonText, readJson, THIS_TICK } from '../json.ts'
import { NO_CATEGORY, TIER } from './grading.ts'

/** How many power scores are counted together: ten bands, so that a board has at most 21 counts. */
const WIDTH = 10 * BAND

/**
 * How the power scores and tiers of a category are distributed, or those of all skills. It reads the counts that are kept, not
 * the skills. Returns null if the category does not exist.
 */
export function readDistribution(db: Db, categoryKey: string | undefined): Promise<JsonText | null> {
  const ofGroup = categoryKey === undefined ? sql`` : sql`and group_id = (select id from scope)`
  const scope =
    categoryKey === undefined ? sql`(values (${NO_CATEGORY})) g(id)` : sql`categories where key = ${categoryKey}`
  return readJson(
    db,
    sql`
    with scope as materialized (select id from ${scope}),
    -- a tier follows from the place in its own group, so each group is counted by itself
    ranked as (
      select power_score, members as equals, sum(members) over (partition by group_id) as members,
        sum(members) over (partition by group_id order by power_score desc) - members as ahead
      from score_counts where members > 0 ${ofGroup}
    ), graded as materialized (select power_score / ${WIDTH}::int as band, ${TIER} as tier, sum(equals) as equals from ranked group by 1, 2),
    banded as (select band, sum(equals) as equals from graded group by band),
    tiered as (select tier, sum(equals) as equals from graded group by tier),
    counted as (select coalesce(sum(equals), 0) as members from banded)
    select json_build_object('as_of', ${THIS_TICK}, 'category', ${categoryKey ?? null}::text, 'members', members,
      'relaxed', ${categoryKey === undefined ? sql`false` : sql`members < ${RELAXED_BELOW}::int`},
      'scores', (
        select coalesce(json_agg(json_build_object('from', n * ${WIDTH}::int, 'to', (n + 1) * ${WIDTH}::int - 1, 'members', coalesce(equals, 0)) order by n), '[]')
        from generate_series(0, (select max(band) from banded)) n left join banded on band = n),
      'tiers', (
        select coalesce(json_agg(json_build_object('tier', tier, 'members', equals)
          order by array_position('{S,A,B,C,D}'::text[], left(tier, 1)), tier), '[]') from tiered))::text as body
    from scope, counted`,
  )
}
