import { sql } from 'drizzle-orm'
import { POWER } from '../../domain/ranking/power.ts'
import { IS_LISTED } from '../catalogue/skill-json.ts'
import { change, without } from '../changes.ts'
import type { Db } from '../connect.ts'
import { lockPopularity } from '../locks.ts'
import { moreMemory } from '../memory.ts'
import { heldLease, type Lease } from '../operations/leases.ts'
import { COUNT_COLUMNS, each, GRADED, IS_NUMBER, NO_CATEGORY } from './grading.ts'

/** Counts the skills of the next run, including those with a stat that is not a number. */
export async function countToScore(db: Db): Promise<number> {
  const { rows } = await db.execute<{ skills: number }>(
    sql`select count(*)::int as skills from skills s join skill_popularity p on p.skill_id = s.id where ${IS_LISTED}`,
  )
  return rows[0]?.skills ?? 0
}

const SCORED = [
  'stats_payload',
  'power_score',
  'power_rank',
  'relaxed',
  'percentile',
  'global_rank',
  'category_rank',
] as const

const MAX_REPORTED = 100

type ScoredRow = {
  held: boolean
  processed: string
  failed: string
  categories: string
  changed: string
  failures: string[] | null
}
export type Scored = { processed: number; failed: number; categories: number; changed: number; failures: string[] }

/**
 * Scores and ranks every listed skill against its category in one statement, and writes only changed rows. A skill with
 * a stat that is not a number gets no score; `failures` names up to 100 of them. Returns null if the lease was lost.
 */
export async function scoreSkills(db: Db, lease: Lease, now: Date): Promise<Scored | null> {
  const at = sql`${now.toISOString()}::timestamptz`
  const { scored } = await change(db, {
    lock: lockPopularity,
    write: {
      memory: moreMemory,
      scored: sql<ScoredRow>`
    with ${heldLease(lease)}, inputs as (
      select s.id as skill_id, s.category_id, coalesce(s.category_id, ${NO_CATEGORY}) as group_id, s.updated_at, p.popularity_score,
        ${sql.raw(COUNT_COLUMNS.map((column) => `p.${column}`).join(', '))},
        greatest(0, (${at} at time zone 'UTC')::date - (coalesce(s.last_changed_at, s.created_at) at time zone 'UTC')::date) as age_days,
        ${IS_NUMBER('p.')} as is_number
      from skills s join skill_popularity p on p.skill_id = s.id where ${IS_LISTED} and exists (select from lease)
    ), ${GRADED}, written as (
      update skill_popularity p set last_scored_at = ${at}, ${sql.raw(SCORED.map((column) => `${column} = n.${column}`).join(', '))}
      from (select p.skill_id, ${sql.raw(SCORED.map((column) => `g.${column}`).join(', '))}
        from skill_popularity p left join graded g on g.skill_id = p.skill_id where exists (select from lease)) n
      where p.skill_id = n.skill_id and (${sql.raw(SCORED.map((c) => `p.${c}`).join(', '))}) is distinct from (${sql.raw(SCORED.map((c) => `n.${c}`).join(', '))})
      returning 1
    ), kept as (
      insert into score_groups (group_id, members, averages, weights_version, scored_at)
      select group_id, members, jsonb_build_object(${each((stat) => `'${stat}', a_${stat}`)}), ${POWER.version}::int, ${at} from groups
      on conflict (group_id) do update set members = excluded.members, averages = excluded.averages,
        weights_version = excluded.weights_version, scored_at = excluded.scored_at
    )
    select exists (select from lease) as held, (select count(*) from valued) as processed, (select count(*) from inputs where not is_number) as failed,
      (select count(*) from groups) as categories, (select count(*) from written) as changed,
      (select json_agg(skill_id) from (select skill_id from inputs where not is_number order by skill_id limit ${MAX_REPORTED}) f) as failures`,
    },
    announce: without('Scores are not published with the popularity, as one skill moves others.'),
    record: without('Statistics change the scores, not an admin.'),
  })
  const [row] = scored
  if (!row?.held) return null
  const { processed, failed, categories, changed, failures } = row
  return {
    processed: Number(processed),
    failed: Number(failed),
    categories: Number(categories),
    changed: Number(changed),
    failures: failures ?? [],
  }
}
