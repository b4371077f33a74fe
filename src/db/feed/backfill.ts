import { type SQL, sql } from 'drizzle-orm'
import type { Kind } from '../../domain/feed/publication.ts'
import type { Db } from '../connect.ts'
import { lockCatalogue, lockPopularity } from '../locks.ts'
import { enqueueProjected, projectTouched, tableOf } from './outbox.ts'
import { IS_CHANGE, JOIN_PUBLISHED } from './publish.ts'

/** Ids of a page, how many of them are published otherwise than they are now, and the last one's id, null for no rows. */
export type BackfilledPage = { count: number; differing: number; lastId: string | null }

/** Ids of a kind behind an id, at most so many: of what is there, and of what is published and no longer there. */
function idsBehind(kind: Kind, afterId: string | null, limit: number | null): SQL {
  const { table, key } = tableOf(kind)
  const some = (id: SQL, from: SQL) =>
    sql`(select ${id} as id from ${from} ${afterId === null ? sql`` : sql`and ${id} > ${afterId}::uuid`} order by ${id} limit ${limit}::int)`
  return sql`select id from (${some(key, sql`${table} where true`)}
    union ${some(sql`source_id`, sql`published_items where kind = ${kind} and not deleted`)}) ids order by id limit ${limit}::int`
}

/** All ids that a backfill of the kind has to go through behind an id. */
export async function countRows(db: Db, kind: Kind, afterId: string | null): Promise<number> {
  const { rows } = await db.execute<{ rows: string }>(
    sql`select count(*) as rows from (${idsBehind(kind, afterId, null)}) ids`,
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
  const read = db.execute<{ count: string; differing: string; last_id: string | null }>(sql`
    with projected as materialized (${projectTouched(p.kind, idsBehind(p.kind, p.afterId, p.limit))}),
      n as (select ${p.kind}::text as kind, source_id, payload_hash, deleted from projected)
    ${p.dryRun ? sql`` : sql`, enqueued as (${enqueueProjected(p.kind, sql`select * from projected`)})`}
    select count(*) as count, max(source_id::text) as last_id, (select count(*) filter (where ${IS_CHANGE}) from n ${JOIN_PUBLISHED}) as differing
    from projected`)
  // No writer of the kind is under way meanwhile: what is read here and enqueued is not older than what they have enqueued.
  const lock = p.kind === 'popularity' ? lockPopularity : lockCatalogue
  const { rows } = p.dryRun ? await read : (await db.batch([db.execute(lock), read]))[1]
  const [row] = rows
  return { count: Number(row?.count ?? 0), differing: Number(row?.differing ?? 0), lastId: row?.last_id ?? null }
}
