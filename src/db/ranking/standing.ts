import { sql } from 'drizzle-orm'
import { RELAXED_BELOW } from '../../domain/ranking/tier.ts'
import { NO_CATEGORY, TIER } from './grading.ts'

/**
 * How a skill stands in its group, as a relation of one row for the popularity `p`: `members`, `ahead` (those that are
 * strictly ahead), `percentile`, `power_rank` and `relaxed`. All are NULL if it has no power score.
 */
export const STANDING = sql`(
  select members, ahead, 100.0::float8 * ahead / members as percentile, ${TIER} as power_rank, members < ${sql.raw(String(RELAXED_BELOW))} as relaxed
  from (select nullif(g.members, 0)::bigint as members, (select coalesce(sum(c.members), 0)::bigint from score_counts c
      where c.group_id = coalesce(p.category_id, ${NO_CATEGORY}) and c.power_score > p.power_score) as ahead
    from (values (true)) one left join score_groups g
      on g.group_id = coalesce(p.category_id, ${NO_CATEGORY}) and p.listed and p.power_score is not null) counted)`
