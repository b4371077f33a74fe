import { sql } from 'drizzle-orm'
import type { EventType } from '../../domain/event.ts'
import type { Db } from '../connect.ts'

/** An event about a skill by its id or slug (lower case); whoever acted stands in it only as keyed hashes. */
export type NewEvent = {
  eventId: string
  skillId: string | null
  slug: string | null
  eventType: EventType
  sessionHash: string | null
  ipHash: string | null
  uaHash: string | null
  occurredAt: string
}

/**
 * Stores events in one statement and gives the places in `events` of those about a skill that is there. An `event_id` that
 * is stored already, or stands twice in the batch, is stored once: as it came first.
 */
export async function storeEvents(db: Db, events: readonly NewEvent[]): Promise<Set<number>> {
  if (events.length === 0) return new Set()
  const placed = events.map((event, place) => ({ ...event, place }))
  const { rows } = await db.execute<{ place: number }>(sql`
    with received as (
      select e.*, coalesce(by_id.id, by_slug.id) as found
      from jsonb_to_recordset(${JSON.stringify(placed)}::jsonb) as e(place int, "eventId" text, "skillId" uuid, slug text, "eventType" text,
        "sessionHash" text, "ipHash" text, "uaHash" text, "occurredAt" timestamptz)
      left join skills by_id on by_id.id = e."skillId" and by_id.status = 'active'
      left join skills by_slug on by_slug.slug = e.slug and by_slug.status = 'active'
    ),
    -- in one order everywhere: two senders of the same events would otherwise wait for each other
    stored as (
      insert into skill_events (id, event_id, skill_id, event_type, session_hash, ip_hash, ua_hash, created_at)
      select gen_random_uuid(), "eventId", found, "eventType", "sessionHash", "ipHash", "uaHash", "occurredAt"
      from received where found is not null order by "eventId", place
      on conflict (event_id) do nothing
    )
    select place from received where found is not null`)
  return new Set(rows.map((row) => row.place))
}
