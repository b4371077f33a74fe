import { type SQL, sql } from 'drizzle-orm'
import { BAND } from '../../../drizzle/schema.ts'
import { RELAXED_BELOW } from '../../domain/ranking/tier.ts'
import { NO_CATEGORY, TIER } from './grading.ts'

const BAND_OF = sql.raw(`p.power_score / ${BAND}`)

/** Members of the group of `p` with a higher power score: those in higher bands, and those further up in its own band. */
const AHEAD = sql`(
  select (select coalesce(sum(b.members), 0) from score_bands b where b.group_id = g.group_id and b.band > ${BAND_OF})::bigint
    + (select coalesce(sum(c.members), 0) from score_counts c where c.group_id = g.group_id
      and c.power_score > p.power_score and c.power_score < (${BAND_OF} + 1) * ${sql.raw(String(BAND))})::bigint)`

/**
 * How a skill stands in its group, as a relation of one row for the popularity `p`: `members`, `ahead` (those that are
 * strictly ahead), `percentile`, `power_rank` and `relaxed`. All are NULL if it has no power score.
 */
export const STANDING: SQL = sql`(
  select members, ahead, 100.0::float8 * ahead / members as percentile, ${TIER} as power_rank, members < ${sql.raw(String(RELAXED_BELOW))} as relaxed
  from (select nullif(g.members, 0)::bigint as members, ${AHEAD} as ahead
    from (values (true)) one left join score_groups g
      on g.group_id = coalesce(p.category_id, ${NO_CATEGORY}) and p.listed and p.power_score is not null
    -- Without it the planner repeats the sums wherever ahead is read.
    offset 0) counted)`
