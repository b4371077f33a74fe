import { and, eq, isNull, lte, not, or, type SQL, sql } from 'drizzle-orm'
import { rawEvents } from '../../../drizzle/schema.ts'
import type { Db } from '../connect.ts'

/** Selects due raw events: the first `limit` in id order, or those with `ids`; of one site if `siteId` is given. */
export type DueEvents = { now: Date; siteId?: string | undefined } & ({ limit: number } | { ids: readonly number[] })

const IS_PENDING = and(not(rawEvents.normalized), isNull(rawEvents.droppedReason))

const isOfSite = (siteId: string | undefined) => (siteId ? eq(rawEvents.siteId, siteId) : undefined)

/** True if a raw event is pending and the time of its next attempt has come. */
const isAttemptDue = (now: Date) =>
  and(IS_PENDING, or(isNull(rawEvents.nextRetryAt), lte(rawEvents.nextRetryAt, now.toISOString())))

const hasId = (ids: readonly number[]) => sql`${rawEvents.id} = any(${`{${ids.join(',')}}`}::bigint[])`

/** A query of whole due raw events. */
export const dueEvents = (p: DueEvents): SQL => sql`
  select * from raw_events
  where ${and(isAttemptDue(p.now), isOfSite(p.siteId), 'ids' in p ? hasId(p.ids) : undefined)}
  order by id ${'limit' in p ? sql`limit ${p.limit}` : sql``}`

/** Counts the pending raw events, those that wait for a retry included; of one site if `siteId` is given. */
export const countPending = (db: Db, siteId?: string): Promise<number> =>
  db.$count(rawEvents, and(IS_PENDING, isOfSite(siteId)))

/** Counts the due raw events. */
export const countDue = (db: Db, now: Date): Promise<number> => db.$count(rawEvents, isAttemptDue(now))

/** The ids of the first `limit` due raw events, in order. */
export async function listDue(db: Db, p: { now: Date; siteId?: string | undefined; limit: number }): Promise<number[]> {
  const rows = await db
    .select({ id: rawEvents.id })
    .from(rawEvents)
    .where(and(isAttemptDue(p.now), isOfSite(p.siteId)))
    .orderBy(rawEvents.id)
    .limit(p.limit)
  return rows.map(({ id }) => id)
}
