import { sql } from 'drizzle-orm'
import { keyOf } from '../../../drizzle/schema.ts'
import type { Db } from '../../../src/db/connect.ts'
import { EVENT_TYPES } from '../../../src/domain/events/event.ts'
import { normalizeInRounds, ROUND } from '../../../src/jobs/ranking/normalize-events.ts'
import { median, takeTurns } from '../compare.ts'
import type { Figure } from '../figures.ts'
import { generateRawEvents } from './data.ts'

const EVENTS = 100_000

/** A month of raw events normalised as the job does it, against one statement that only copies them to where they go. */
export async function benchNormalize(db: Db): Promise<Figure[]> {
  const now = new Date()
  await generateRawEvents(db, { count: EVENTS, now })
  const normalize = () => normalizeInRounds({ db, now, limit: ROUND, mayGoOn: () => true })
  const seconds = async (run: () => Promise<unknown>) => {
    await layOut(db)
    const start = performance.now()
    await run()
    return (performance.now() - start) / 1000
  }
  const rounds = await takeTurns({ limit: () => seconds(() => copy(db)), ours: () => seconds(normalize) })
  const ours = median(rounds.map((round) => round.ours))
  const limit = median(rounds.map((round) => round.limit))
  return [
    { name: 'normalise, of one INSERT … SELECT', value: ours / limit, unit: 'times', atMost: 4 },
    { name: 'normalise', value: EVENTS / ours, unit: 'events/s' },
    { name: 'one INSERT … SELECT', value: EVENTS / limit, unit: 'events/s' },
  ]
}

/** The same raw events again, and nothing that came of them. */
async function layOut(db: Db): Promise<void> {
  await db.execute(
    sql`truncate raw_events, raw_event_days, skill_events, event_keys, skill_event_hours, skill_favorites, address_days, address_skill_days`,
  )
  await db.execute(sql`insert into raw_events select * from source_events order by id`)
  await db.execute(sql`vacuum analyze raw_events`)
  await db.execute(sql`checkpoint`)
}

/**
 * The least that storing these events and their keys takes: it reads and casts the same payloads, finds the same skills and keeps
 * the same indexes and foreign keys. It trusts every payload, does not say what counts and what does not (a repeat of the day is
 * left out instead), and touches neither hour counters nor favourites nor the raw events.
 */
async function copy(db: Db): Promise<void> {
  await db.execute(sql`
    with stored as (
    insert into skill_events (id, event_id, site_id, skill_id, event_type, session_hash, ip_hash, ua_hash, created_at)
    select gen_random_uuid(), payload->>'event_id', r.site_id, coalesce(by_id.id, by_slug.id), payload->>'event_type',
      payload->>'session_hash', r.ip_hash, r.ua_hash, (payload->>'occurred_at')::timestamptz
    from raw_events r left join skills by_id on by_id.id = (payload->>'skill_id')::uuid
      left join skills by_slug on by_slug.slug = lower(payload->>'slug')
    where coalesce(by_id.id, by_slug.id) is not null and payload->>'event_type' in ${EVENT_TYPES}
    on conflict do nothing returning site_id, event_id)
    insert into event_keys (key, period) select ${keyOf()}, current_date from stored on conflict do nothing`)
}
