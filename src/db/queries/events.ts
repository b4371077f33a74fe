import { sql } from 'drizzle-orm'
import type { EventType } from '../../domain/event.ts'
import type { Db } from '../connect.ts'

/** An event about a skill by its id or slug; whoever acted stands in it only as keyed hashes. */
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
 * Stores events in one statement and gives the `event_id`s of those about a skill that is there. An `event_id` that is stored
 * already, or stands twice in the batch, is stored once.
 */
export async function storeEvents(db: Db, events: readonly NewEvent[]): Promise<Set<string>> {
  if (events.length === 0) return new Set()
  const { rows } = await db.execute<{ event_id: string }>(sql`
    with received as (
      select e.*, coalesce(by_id.id, by_slug.id) as found
      from jsonb_to_recordset(${JSON.stringify(events)}::jsonb) as e("eventId" text, "skillId" uuid, slug text, "eventType" text,
        "sessionHash" text, "ipHash" text, "uaHash" text, "occurredAt" timestamptz)
      left join skills by_id on by_id.id = e."skillId" and by_id.status = 'active'
      left join skills by_slug on by_slug.slug = lower(e.slug) and by_slug.status = 'active'
    ), stored as (
      insert into skill_events (id, event_id, skill_id, event_type, session_hash, ip_hash, ua_hash, created_at)
      select gen_random_uuid(), "eventId", found, "eventType", "sessionHash", "ipHash", "uaHash", "occurredAt"
      from received where found is not null
      on conflict (event_id) do nothing
    )
    select "eventId" as event_id from received where found is not null`)
  return new Set(rows.map((row) => row.event_id))
}
