import { sql } from 'drizzle-orm'
import type { Kind } from '../../domain/publication.ts'
import type { Db } from '../connect.ts'
import { lockCatalogue } from './locks.ts'
import { enqueueProjected, projectRows, tableOf } from './outbox.ts'
import { IS_CHANGE, JOIN_PUBLISHED } from './publish.ts'

/** Rows of a page, how many of them are published otherwise than they are now, and the last one's id, null for no rows. */
export type BackfilledPage = { count: number; differing: number; lastId: string | null }

/** All rows that a backfill of the kind has to go through behind an id. */
export async function countRows(db: Db, kind: Kind, afterId: string | null): Promise<number> {
  const { table, key } = tableOf(kind)
  const { rows } = await db.execute<{ rows: string }>(
    sql`select count(*) as rows from ${table} where ${afterId}::uuid is null or ${key} > ${afterId}::uuid`,
  )
  return Number(rows[0]?.rows ?? 0)
}

/**
 * Enqueues the page of a kind's rows behind an id, whatever their values, in one transaction of its own; `dryRun` only looks.
 * Safe to repeat: what is published so already is no change.
 */
export async function backfillPage(
  db: Db,
  p: { kind: Kind; afterId: string | null; limit: number; dryRun: boolean },
): Promise<BackfilledPage> {
  const { table, key } = tableOf(p.kind)
  const behind = p.afterId === null ? sql`` : sql`where ${key} > ${p.afterId}::uuid`
  const page = sql`select * from ${table} ${behind} order by ${key} limit ${p.limit}`
  const [, { rows }] = await db.batch([
    // No writer is under way meanwhile: what is read here and enqueued is not older than what they have enqueued.
    db.execute(lockCatalogue),
    db.execute<{ count: string; differing: string; last_id: string | null }>(sql`
    with projected as materialized (${projectRows(p.kind, page)}),
      n as (select ${p.kind}::text as kind, source_id, payload_hash, deleted from projected)
    ${p.dryRun ? sql`` : sql`, enqueued as (${enqueueProjected(p.kind, sql`select * from projected`)})`}
    select count(*) as count, max(source_id::text) as last_id, (select count(*) filter (where ${IS_CHANGE}) from n ${JOIN_PUBLISHED}) as differing
    from projected`),
  ])
  const [row] = rows
  return { count: Number(row?.count ?? 0), differing: Number(row?.differing ?? 0), lastId: row?.last_id ?? null }
}
