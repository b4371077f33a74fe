import { type SQL, sql } from 'drizzle-orm'
import type { Kind } from '../../domain/feed/publication.ts'
import { batch } from '../changes.ts'
import type { Db } from '../connect.ts'
import { lockCatalogue, lockPopularity } from '../locks.ts'
import { enqueueProjected, projectTouched, tableOf } from './outbox.ts'
import { IS_CHANGE, JOIN_PUBLISHED } from './publish.ts'

/** A page of ids: their number, how many differ from their published state, and the last one, if any. */
export type BackfilledPage = { count: number; differing: number; lastId: string | null }

/** The next ids of a kind after `afterId`: of existing rows, and of published items whose rows are gone. */
function idsAfter(kind: Kind, afterId: string | null, limit: number | null): SQL {
  const { table, key } = tableOf(kind)
  const some = (id: SQL, from: SQL) =>
    sql`(select ${id} as id from ${from} ${afterId === null ? sql`` : sql`and ${id} > ${afterId}::uuid`} order by ${id} limit ${limit}::int)`
  return sql`select id from (${some(key, sql`${table} where true`)}
    union ${some(sql`source_id`, sql`published_items where kind = ${kind} and not deleted`)}) ids order by id limit ${limit}::int`
}

/** Counts the ids of a kind after `afterId`. */
export async function countRows(db: Db, kind: Kind, afterId: string | null): Promise<number> {
  const { rows } = await db.execute<{ rows: string }>(
    sql`select count(*) as rows from (${idsAfter(kind, afterId, null)}) ids`,
  )
  return Number(rows[0]?.rows ?? 0)
}

/**
 * Enqueues one page of a kind's rows after `afterId` in one transaction, changed or not. `dryRun` only compares them.
 * Safe to repeat: a state that is published already is not a change.
 */
export async function backfillPage(
  db: Db,
  p: { kind: Kind; afterId: string | null; limit: number; dryRun: boolean },
): Promise<BackfilledPage> {
  // Locks out the writers of the kind, so that the states enqueued here are not older than theirs.
  const lock = p.kind === 'popularity' || p.kind === 'tier' ? lockPopularity : lockCatalogue
  const { page } = await batch(db, {
    lock: p.dryRun ? [] : lock,
    page: sql<{ count: string; differing: string; last_id: string | null }>`
    with projected as materialized (${projectTouched(p.kind, idsAfter(p.kind, p.afterId, p.limit))}),
      n as (select ${p.kind}::text as kind, source_id, payload_hash, deleted from projected)
    ${p.dryRun ? sql`` : sql`, enqueued as (${enqueueProjected(p.kind, sql`select * from projected`)})`}
    select count(*) as count, max(source_id::text) as last_id, (select count(*) filter (where ${IS_CHANGE}) from n ${JOIN_PUBLISHED}) as differing
    from projected`,
  })
  const [row] = page
  return { count: Number(row?.count ?? 0), differing: Number(row?.differing ?? 0), lastId: row?.last_id ?? null }
}
