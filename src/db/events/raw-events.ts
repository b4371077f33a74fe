import { type SQL, sql } from 'drizzle-orm'
import type { EventType } from '../../domain/events/event.ts'
import type { Db } from '../connect.ts'

/** One event as it is kept; the session only as a keyed hash. */
export type RawEvent = {
  event_id: string
  event_type: EventType
  skill_id?: string | undefined
  slug?: string | undefined
  session_hash?: string | undefined
  occurred_at: string
}

/** The events of one request, and who sent them: the address and user agent only as keyed hashes. `siteId` is null for anonymous ones. */
export type RawEventBatch = {
  siteId: string | null
  ipHash: string | null
  uaHash: string | null
  isBot: boolean
  receivedAt: string
  events: RawEvent[]
}

/** Whether events may come in, or why not. */
export type Admission = 'admitted' | 'unknown_site' | 'site_paused' | 'quota_exceeded'

// Counts the events against the site's quota, all of them or none: the row of the day makes requests at once wait for each other.
const admission = (batch: RawEventBatch): SQL => sql`
  site as (select id, status, coalesce(daily_quota, 2147483647) as quota from sites where id = ${batch.siteId}::uuid),
  admitted as (
    insert into site_days as d (site_id, day, received)
    select id, (${batch.receivedAt}::timestamptz at time zone 'UTC')::date, ${batch.events.length}::int from site
    where status = 'active' and ${batch.events.length}::int <= quota
    on conflict (site_id, day) do update set received = d.received + excluded.received
    where d.received + excluded.received <= (select quota from site)
    returning site_id
  )`

const insertion = (batch: RawEventBatch, condition: SQL): SQL => sql`
  insert into raw_events (site_id, payload, ip_hash, ua_hash, is_bot, received_at)
  select ${batch.siteId}::uuid, event, ${batch.ipHash}, ${batch.uaHash}, ${batch.isBot}::boolean, ${batch.receivedAt}::timestamptz
  from jsonb_array_elements(${JSON.stringify(batch.events)}::jsonb) as events(event) where ${condition}`

/** Stores the events of a request that was admitted, or that needs no admission. Sent twice, they are stored twice, and count once. */
export async function storeRawEvents(db: Db, batch: RawEventBatch): Promise<void> {
  await db.execute(insertion(batch, sql`true`))
}

/** Admits the events of a site and stores them, or does neither. One statement. */
export const receiveSiteEvents = (db: Db, batch: RawEventBatch): Promise<Admission> =>
  admit(db, sql`with ${admission(batch)}, stored as (${insertion(batch, sql`exists (select from admitted)`)})`)

/** Admits the events of a site, which are stored later. */
export const admitSiteEvents = (db: Db, batch: RawEventBatch): Promise<Admission> =>
  admit(db, sql`with ${admission(batch)}`)

/** Takes events off the site's day that were admitted, but could not be handed on. */
export async function refundSiteEvents(db: Db, batch: RawEventBatch): Promise<void> {
  await db.execute(sql`
    update site_days set received = greatest(0, received - ${batch.events.length}::int)
    where site_id = ${batch.siteId}::uuid and day = (${batch.receivedAt}::timestamptz at time zone 'UTC')::date`)
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
