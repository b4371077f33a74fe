import { and, eq, type SQL, sql } from 'drizzle-orm'
import { siteDays } from '../../../drizzle/schema.ts'
import type { EventType } from '../../domain/events/event.ts'
import type { Db } from '../connect.ts'

/** One event as it is stored, with a keyed hash in place of the session. */
export type RawEvent = {
  event_id: string
  event_type: EventType
  skill_id?: string | undefined
  slug?: string | undefined
  session_hash?: string | undefined
  occurred_at: string
}

/** The events of one request, with keyed hashes of its address and user agent. `siteId` is null without a site. */
export type RawEventBatch = {
  siteId: string | null
  ipHash: string | null
  uaHash: string | null
  isBot: boolean
  receivedAt: string
  events: RawEvent[]
}

/** `admitted`, or why the events of a site are refused. */
export type Admission = 'admitted' | 'unknown_site' | 'site_paused' | 'quota_exceeded'

// Counts all events against the site's quota, or none. Concurrent requests wait for each other at the row of the day.
const admission = (batch: RawEventBatch): SQL => sql`
  site as (select id, status, coalesce(daily_quota, 2147483647) as quota from sites where id = ${batch.siteId}::uuid),
  admitted as (
    insert into site_days as d (site_id, day, received)
    select id, ${dayOf(batch)}, ${batch.events.length}::int from site
    where status = 'active' and ${batch.events.length}::int <= quota
    on conflict (site_id, day) do update set received = d.received + excluded.received
    where d.received + excluded.received <= (select quota from site)
    returning site_id
  )`

const dayOf = ({ receivedAt }: RawEventBatch): SQL => sql`(${receivedAt}::timestamptz at time zone 'UTC')::date`

const insertion = (batch: RawEventBatch, condition: SQL): SQL => sql`
  insert into raw_events (site_id, payload, ip_hash, ua_hash, is_bot, received_at)
  select ${batch.siteId}::uuid, event, ${batch.ipHash}, ${batch.uaHash}, ${batch.isBot}::boolean, ${batch.receivedAt}::timestamptz
  from jsonb_array_elements(${JSON.stringify(batch.events)}::jsonb) as events(event) where ${condition}`

/** Stores events that were admitted or need no admission. A repeated call stores them again, but each counts once. */
export async function storeRawEvents(db: Db, batch: RawEventBatch): Promise<void> {
  await db.execute(insertion(batch, sql`true`))
}

/** Admits the events of a site and stores them in one statement, or does neither. */
export const receiveSiteEvents = (db: Db, batch: RawEventBatch): Promise<Admission> =>
  admit(db, sql`with ${admission(batch)}, stored as (${insertion(batch, sql`exists (select from admitted)`)})`)

/** Admits the events of a site without storing them. */
export const admitSiteEvents = (db: Db, batch: RawEventBatch): Promise<Admission> =>
  admit(db, sql`with ${admission(batch)}`)

/** Takes admitted events that could not be queued off the site's count of the day. Anonymous ones have no quota. */
export async function refundSiteEvents(db: Db, batch: RawEventBatch): Promise<void> {
  if (batch.siteId === null) return
  await db
    .update(siteDays)
    .set({ received: sql`greatest(0, ${siteDays.received} - ${batch.events.length}::int)` })
    .where(and(eq(siteDays.siteId, batch.siteId), eq(siteDays.day, dayOf(batch))))
}

async function admit(db: Db, ctes: SQL): Promise<Admission> {
  const { rows } = await db.execute<{ status: string | null; admitted: boolean }>(
    sql`${ctes} select (select status from site) as status, exists (select from admitted) as admitted`,
  )
  const { status, admitted } = rows[0] ?? {}
  if (admitted) return 'admitted'
  if (status === 'active') return 'quota_exceeded'
  return status === 'paused' ? 'site_paused' : 'unknown_site'
}
