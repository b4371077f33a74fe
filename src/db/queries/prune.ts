import { type SQL, sql } from 'drizzle-orm'
import type { Db } from '../connect.ts'
import { lockFeed } from './locks.ts'

/** Deletes at most `limit` raw events received before `normalizedBefore` that are normalised, or before `droppedBefore` if dropped. Pending ones stay. */
export const deleteRawEvents = (
  db: Db,
  p: { normalizedBefore: Date; droppedBefore: Date; limit: number },
): Promise<number> =>
  deleteRows(db, {
    table: sql`raw_events`,
    limit: p.limit,
    condition: sql`(normalized and received_at < ${p.normalizedBefore.toISOString()}::timestamptz)
      or (dropped_reason is not null and received_at < ${p.droppedBefore.toISOString()}::timestamptz)`,
  })

/** Deletes at most `limit` events that occurred before a time. The hour counters and the state of favourites stay as they are. */
export const deleteEvents = (db: Db, p: { before: Date; limit: number }): Promise<number> =>
  deleteRows(db, {
    table: sql`skill_events`,
    limit: p.limit,
    condition: sql`created_at < ${p.before.toISOString()}::timestamptz`,
  })

/** Deletes the entries below place `keep` by either order, of boards of days before `before`, of at most `boards` boards. Gives the number of boards that were cut. */
export async function cutBoards(db: Db, p: { before: Date; keep: number; boards: number }): Promise<number> {
  const far = (e: string) => sql.raw(`least(${e}.rank, ${e}.power_position) > ${p.keep}`)
  const { rows } = await db.execute<{ cut: string }>(sql`
    with long as (
      select id from rank_snapshots b
      where snapshot_date < (${p.before.toISOString()}::timestamptz at time zone 'UTC')::date and total > ${p.keep}::int
        and exists (select from skill_rank_snapshots e where e.snapshot_id = b.id and ${far('e')})
      order by snapshot_date limit ${p.boards}
    ), gone as (delete from skill_rank_snapshots e using long where e.snapshot_id = long.id and ${far('e')})
    select count(*) as cut from long`)
  return Number(rows[0]?.cut ?? 0)
}

/** Deletes at most `limit` outbox rows that were processed before `before`. Once a day, so it needs no index by time. */
export const deleteProcessed = (db: Db, p: { before: Date; limit: number }): Promise<number> =>
  deleteRows(db, {
    table: sql`publish_outbox`,
    limit: p.limit,
    condition: sql`processed_at < ${p.before.toISOString()}::timestamptz`,
  })

/** Deletes at most `limit` tombstones published before `before`. Whoever has not read up to them has to begin anew from then on. */
export async function deleteTombstones(db: Db, p: { before: Date; limit: number }): Promise<number> {
  const [, { rows }] = await db.batch([
    db.execute(lockFeed),
    db.execute<{ deleted: string }>(sql`
    with gone as (
      delete from published_items where (kind, source_id) in (
        select kind, source_id from published_items where deleted and published_at < ${p.before.toISOString()}::timestamptz
        order by published_at limit ${p.limit}) returning seq
    ), pruned as (
      update feed_state set pruned_seq = greatest(pruned_seq, (select max(seq) from gone))
    ) select count(*) as deleted from gone`),
  ])
  return Number(rows[0]?.deleted ?? 0)
}

async function deleteRows(db: Db, p: { table: SQL; condition: SQL; limit: number }): Promise<number> {
  const { rows } = await db.execute<{ deleted: string }>(sql`
    with gone as (
      delete from ${p.table} where id = any(array(select id from ${p.table} where ${p.condition} limit ${p.limit})) returning 1
    ) select count(*) as deleted from gone`)
  return Number(rows[0]?.deleted ?? 0)
}
