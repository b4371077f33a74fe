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
  /** As text: every field of a payload is one. Removed once the event is judged. */
  search_position?: string | undefined
}

/** The events of one request, with keyed hashes of its address and user agent. `siteId` is null without a site. */
export type RawEventBatch = {
  siteId: string | null
  ipHash: string | null
  uaHash: string | null
  /** The IPv4 address or IPv6 /64. Without one, all senders share their limits. */
  addressHash: string | null
  /** True if a site's server vouches for the actors. */
  vouched: boolean
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

const sent = (batch: RawEventBatch): SQL => sql`
  sent as materialized (
    select event, place from jsonb_array_elements(${JSON.stringify(batch.events)}::jsonb) with ordinality as events(event, place)
  )`

// An event that was queued by an earlier version has neither `addressHash` nor `vouched`: nobody vouches for it.
const stored = (batch: RawEventBatch, condition: SQL): SQL => sql`
  stored as (
    insert into raw_events (site_id, payload, ip_hash, ua_hash, is_bot, received_at, address_hash, vouched)
    select ${batch.siteId}::uuid, event, ${batch.ipHash}, ${batch.uaHash}, ${batch.isBot}::boolean, ${batch.receivedAt}::timestamptz,
      ${batch.addressHash ?? null}, ${batch.vouched ?? false}::boolean
    from sent where ${condition} order by place
  )`

/** The places, from 0, of sent events whose skill does not exist. OFFSET 0 forces an index lookup for each. */
const UNKNOWN = sql`(
  select coalesce(json_agg(place - 1 order by place), '[]') from sent
  where not exists (select from skills where id = (event->>'skill_id')::uuid offset 0)
    and not exists (select from skills where slug = lower(event->>'slug') offset 0)
    and not exists (select from former_slugs where slug = lower(event->>'slug') offset 0)) as unknown`

/** Whether events were admitted, and the places of those whose skill does not exist. They are stored all the same. */
export type Reception = { admission: Admission; unknown: readonly number[] }

/** Stores events that were admitted or need no admission. A repeated call stores them again, but each counts once. */
export async function storeRawEvents(db: Db, batch: RawEventBatch): Promise<void> {
  await db.execute(sql`with ${sent(batch)}, ${stored(batch, sql`true`)} select`)
}

/** Stores events in one statement. Those of a site are admitted and stored, or neither. */
export async function receiveEvents(db: Db, batch: RawEventBatch): Promise<Reception> {
  if (batch.siteId !== null)
    return admit(
      db,
      sql`with ${sent(batch)}, ${admission(batch)}, ${stored(batch, sql`exists (select from admitted)`)}`,
    )
  return { admission: 'admitted', unknown: await unknownOf(db, sql`with ${sent(batch)}, ${stored(batch, sql`true`)}`) }
}

/** Admits the events of a site without storing them. */
export const admitSiteEvents = (db: Db, batch: RawEventBatch): Promise<Reception> =>
  admit(db, sql`with ${sent(batch)}, ${admission(batch)}`)

/** Finds the places of events whose skill does not exist. */
export const findUnknown = (db: Db, batch: RawEventBatch): Promise<readonly number[]> =>
  unknownOf(db, sql`with ${sent(batch)}`)

/** Takes admitted events that could not be queued off the site's count of the day. Anonymous ones have no quota. */
export async function refundSiteEvents(db: Db, batch: RawEventBatch): Promise<void> {
  if (batch.siteId === null) return
  await db
    .update(siteDays)
    .set({ received: sql`greatest(0, ${siteDays.received} - ${batch.events.length}::int)` })
    .where(and(eq(siteDays.siteId, batch.siteId), eq(siteDays.day, dayOf(batch))))
}

async function unknownOf(db: Db, ctes: SQL): Promise<readonly number[]> {
  const { rows } = await db.execute<{ unknown: number[] }>(sql`${ctes} select ${UNKNOWN}`)
  return rows[0]?.unknown ?? []
}

async function admit(db: Db, ctes: SQL): Promise<Reception> {
  const { rows } = await db.execute<{ status: string | null; admitted: boolean; unknown: number[] }>(
    sql`${ctes} select (select status from site) as status, exists (select from admitted) as admitted, ${UNKNOWN}`,
  )
  const { status, admitted, unknown = [] } = rows[0] ?? {}
  return { admission: admitted ? 'admitted' : refusalOf(status), unknown }
}

function refusalOf(status: string | null | undefined): Admission {
  if (status === 'active') return 'quota_exceeded'
  return status === 'paused' ? 'site_paused' : 'unknown_site'
}
