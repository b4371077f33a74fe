import { sql } from 'drizzle-orm'
import { POWER } from '../../../domain/ranking/power.ts'
import { IS_LISTED } from '../../catalogue/skill-json.ts'
import { batch } from '../../changes.ts'
import type { Db } from '../../connect.ts'
import { lockDailyBoard } from '../../locks.ts'
import { moreMemory } from '../../memory.ts'
import { heldLease, type Lease } from '../../operations/leases.ts'
import { COUNT_COLUMNS, NO_CATEGORY } from '../grading.ts'
import { CHUNK, HASH_VERSION, ORDERED } from './places.ts'

/**
 * Freezes what the boards of a day are computed from, as it is now, in one statement: the inputs of every listed skill,
 * the averages of every group, and which events the counts contain. Freezes nothing unless the counts are those of the
 * day's last hour. Repeating it changes nothing. Returns null if the lease was lost.
 */
export async function freezeDay(
  db: Db,
  lease: Lease,
  p: { day: string; now: Date },
): Promise<{ isFrozen: boolean } | null> {
  await db.execute(sql`
    select make_partitions(parent, ${p.day}::date, ${p.day}::date, interval '1 day')
    from (values ('board_day_inputs'::regclass), ('board_days')) t(parent)`)
  const at = sql`${p.now.toISOString()}::timestamptz`
  const counts = sql.raw(COUNT_COLUMNS.join(', '))
  const { frozen } = await batch(db, {
    lock: lockDailyBoard,
    memory: moreMemory,
    frozen: sql<{ held: boolean; is_frozen: boolean }>`
    with ${heldLease(lease)}, state as materialized (
      select ${p.day}::date as day, hour, round from popularity_state
      where exists (select from lease) and hour = (${p.day}::date + interval '23 hours') at time zone 'UTC'
        and not exists (select from board_day_builds where day = ${p.day}::date)
    ), measures as (select group_id, averages from score_groups where weights_version = ${POWER.version}::int),
    inputs as (
      select s.id as skill_id, s.category_id, s.updated_at, ${sql.raw(COUNT_COLUMNS.map((c) => `p.${c}`).join(', '))},
        greatest(0, ${p.day}::date - (coalesce(s.last_changed_at, s.created_at) at time zone 'UTC')::date) as age_days
      from skills s join skill_popularity p on p.skill_id = s.id where ${IS_LISTED} and exists (select from state)
    ), ${ORDERED}, written as (
      insert into board_day_inputs (day, rank, skill_id, category_id, updated_at, score, power_score, ${counts}, age_days)
      select day, rank, skill_id, category_id, updated_at, score, power_score, ${counts}, age_days from ordered, state
      returning category_id, power_score
    ), groups as (
      insert into board_day_groups (day, group_id, total, members, averages)
      select day, group_id, total, members, averages
      from state, (
        select coalesce(category_id, ${NO_CATEGORY}) as group_id, count(*) as total, count(power_score) as members
        from written group by 1) g left join measures using (group_id)
    ), built as (
      insert into board_day_builds (day, frozen_at, run_id, hour, round, weights_version, total, chunk_size, hash_version)
      select day, ${at}, ${lease.runId}, hour, round, ${POWER.version}::int, (select count(*) from written), ${CHUNK}::int, ${HASH_VERSION}::int
      from state
    )
    select exists (select from lease) as held, exists (select from state union all select from board_day_builds where day = ${p.day}::date) as is_frozen`,
  })
  const [row] = frozen
  return row?.held ? { isFrozen: row.is_frozen } : null
}
