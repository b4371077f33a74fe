import { type SQL, sql } from 'drizzle-orm'
import { RELAXED_BELOW } from '../../domain/ranking/tier.ts'
import { NO_CATEGORY, TIER } from './grading.ts'

/**
 * How a skill stands in its group, as a relation of one row for the popularity `p`: `members`, `ahead` (those that are
 * strictly ahead), `percentile`, `power_rank` and `relaxed`. All are NULL if it has no power score.
 */
export const STANDING: SQL = sql`(
  select members, ahead, 100.0::float8 * ahead / members as percentile, ${TIER} as power_rank, members < ${sql.raw(String(RELAXED_BELOW))} as relaxed
  from (select nullif(g.members, 0)::bigint as members, members_ahead(g.group_id, p.power_score) as ahead
    from (values (true)) one left join score_groups g
      on g.group_id = coalesce(p.category_id, ${NO_CATEGORY}) and p.listed and p.power_score is not null
    -- Without it the planner would count again wherever ahead is read.
    offset 0) counted)`
