import { sql } from 'drizzle-orm'
import { batch } from '../../changes.ts'
import type { Db } from '../../connect.ts'
import { enqueueProjected, projectTouched } from '../../feed/outbox.ts'
import { IS_CHANGE, JOIN_PUBLISHED } from '../../feed/publish.ts'
import { lockPopularity } from '../../locks.ts'
import { heldLease, type Lease } from '../../operations/leases.ts'

type Announced = { tiers: number; isComplete: boolean }

/**
 * Enqueues the tiers of the next chunk of a day that differ from the published ones, and completes the day with the last
 * chunk, which also enqueues the tombstones of skills that left the board. It comes after the day is switched on, so that
 * a writer who announces a tier meanwhile takes it from the same board. Returns null if the lease was lost.
 */
export async function announceTiers(db: Db, lease: Lease, p: { day: string; now: Date }): Promise<Announced | null> {
  const day = sql`${p.day}::date`
  const touched = sql`
    select skill_id as id from board_days
    where day = ${day} and rank > (select announced from build) and rank <= (select announced + chunk_size from build)
    union all
    select source_id from published_items i where kind = 'tier' and not deleted and (select is_last from build)
      and not exists (select from board_days d where d.day = ${day} and d.skill_id = i.source_id)`
  const { announced } = await batch(db, {
    lock: lockPopularity,
    announced: sql<{ held: boolean; tiers: string; is_complete: boolean }>`
    with ${heldLease(lease)}, build as materialized (
      select announced, chunk_size, announced + chunk_size >= total as is_last from board_day_builds
      where day = ${day} and switched_on_at is not null and completed_at is null and exists (select from lease)
    ),
    -- An earlier state that waits in the outbox may differ from the published one.
    waiting as (select source_id from publish_outbox where processed_at is null and kind = 'tier'),
    n as materialized (select 'tier' as kind, p.* from (${projectTouched('tier', touched)}) p),
    changed as materialized (
      select n.* from n ${JOIN_PUBLISHED} where ${IS_CHANGE} or n.source_id in (select source_id from waiting)
    ), enqueued as (${enqueueProjected('tier', sql`select * from changed`)}), advanced as (
      update board_day_builds b set announced = build.announced + build.chunk_size, completed_at = case when is_last then ${p.now.toISOString()}::timestamptz end
      from build where day = ${day} returning completed_at
    )
    select exists (select from lease) as held, (select count(*) from changed) as tiers,
      not exists (select from advanced where completed_at is null) as is_complete`,
  })
  const [row] = announced
  return row?.held ? { tiers: Number(row.tiers), isComplete: row.is_complete } : null
}
