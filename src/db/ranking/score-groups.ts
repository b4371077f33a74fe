import { sql } from 'drizzle-orm'
import { POWER } from '../../domain/ranking/power.ts'
import { change } from '../changes.ts'
import type { Db } from '../connect.ts'
import { lockPopularity } from '../locks.ts'
import { moreMemory } from '../memory.ts'
import { heldLease, type Lease } from '../operations/leases.ts'
import { TIDY_BUCKETS } from './buckets.ts'
import { averagesIn, each, KEPT_UNITS, NO_CATEGORY, POWER_TOTAL } from './grading.ts'
import { SILENT, UNRECORDED } from './score-skills.ts'

/**
 * Scores whole groups in one statement, each against its current averages, and keeps these averages. Returns how many scores
 * it has changed, or null if the lease was lost.
 */
export async function scoreGroups(
  db: Db,
  lease: Lease,
  p: { now: Date; groups: readonly string[] },
): Promise<number | null> {
  const at = sql`${p.now.toISOString()}::timestamptz`
  const ids = sql`${`{${p.groups.join(',')}}`}::uuid[]`
  const { regraded } = await change(db, {
    lock: lockPopularity,
    write: {
      memory: moreMemory,
      regraded: sql<{ held: boolean; changed: number }>`
    with ${heldLease(lease)}, due as (select unnest(${ids}) as group_id from lease), members as materialized (
      select skill_id, power_score as was, coalesce(category_id, ${NO_CATEGORY}) as group_id, ${KEPT_UNITS} from skill_popularity
      where listed and stats_payload is not null and exists (select from lease)
        and (category_id = any (${ids}) or category_id is null and ${NO_CATEGORY} = any (${ids}))
    ), groups as materialized (
      select group_id, count(skill_id)::int as members,
        jsonb_build_object(${each((stat) => `'${stat}', coalesce(sum(x_${stat}), 0)`)}) as sums,
        case when count(skill_id) > 0 then jsonb_build_object(${each((stat) => `'${stat}', avg(x_${stat})::float8`)}) end as averages
      from due left join members using (group_id) group by group_id
    ),
    -- Materialized, so that the averages are read from their JSON once and each score is computed once.
    measured as materialized (select group_id, ${averagesIn('averages')} from groups),
    powered as materialized (
      select skill_id, was, round(${POWER_TOTAL})::int as power_score from members join measured using (group_id)
    ), written as (
      update skill_popularity p set last_scored_at = ${at}, power_score = n.power_score
      from powered n where p.skill_id = n.skill_id and n.was is distinct from n.power_score returning 1
    ), kept as (
      update score_groups k set members = g.members, sums = g.sums, averages = g.averages, weights_version = ${POWER.version}::int, scored_at = ${at}
      from groups g where k.group_id = g.group_id
    )
    select exists (select from lease) as held, (select count(*)::int from written) as changed`,
      tidy: TIDY_BUCKETS,
    },
    announce: SILENT,
    record: UNRECORDED,
  })
  const [row] = regraded
  return row?.held ? row.changed : null
}
