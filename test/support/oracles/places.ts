import { sql } from 'drizzle-orm'
import type { Db } from '../../../src/db/connect.ts'
import { NO_CATEGORY } from '../../../src/db/ranking/grading.ts'
import { placeOf } from '../../../src/db/ranking/places.ts'
import { STANDING } from '../../../src/db/ranking/standing.ts'

export type Standing = {
  skill_id: string
  stats_payload: Record<string, number> | null
  power_score: number | null
  power_rank: string | null
  relaxed: boolean | null
  percentile: number | null
  global_rank: number | null
  category_rank: number | null
}

/** What is stored of every skill's scores, and the tiers and places that readers count from it, by id. */
export async function readStandings(db: Db): Promise<Map<string, Standing>> {
  const { rows } = await db.execute<Standing>(sql`
    select p.skill_id, stats_payload, power_score, power_rank, relaxed, percentile,
      case when listed then ${placeOf('popularity', NO_CATEGORY, 'p')} end as global_rank,
      case when listed and category_id is not null then ${placeOf('popularity', sql`category_id`, 'p')} end as category_rank
    from skill_popularity p left join lateral ${STANDING} st on true`)
  return new Map(rows.map((row) => [row.skill_id, row]))
}
