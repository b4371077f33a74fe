import { sql } from 'drizzle-orm'
import type { Db } from '../../../src/db/connect.ts'
import { type RawEventBatch, receiveEvents } from '../../../src/db/events/raw-events.ts'
import { listActiveSkills } from '../../../src/db/intake/crawling/stars.ts'
import { keyedHash } from '../../../src/domain/text/hmac.ts'
import { median, takeTurns } from '../compare.ts'
import type { Ground } from '../database.ts'
import type { Figure } from '../figures.ts'
import { load, type Target } from '../load.ts'
import { recordStatements } from '../record.ts'
import { SETTINGS, serveWorker } from '../worker.ts'

const BATCHES = 400
const EVENTS_A_BATCH = 100
const CONNECTIONS = 8
const SECONDS = 5

const SENDER = { 'CF-Connecting-IP': '203.0.113.7', 'User-Agent': 'agent-skills-cli/1.0' }

/** Events taken in through the Worker, against the statements that store the same rows sent straight to the endpoint. */
export async function benchIngest(ground: Ground): Promise<Figure[]> {
  const { db, at } = ground
  const skills = await listActiveSkills(db)
  const batches = Array.from({ length: BATCHES }, (_, batch) => eventsOf(batch, skills))
  const direct = await recordStatements(
    at.endpoint,
    batches.map((events) => receiveEvents.bind(null, db, rowsOf(events))),
  )
  const worker = await serveWorker(ground)
  try {
    const through: Target = {
      url: `${worker.url}/v1/events`,
      method: 'POST',
      headers: { 'Content-Type': 'application/json', ...SENDER },
      bodies: batches.map((events) => JSON.stringify({ events })),
    }
    const eventsASecond = (target: Target) => async () => {
      await empty(db)
      return (await load(target, { connections: CONNECTIONS, seconds: SECONDS })).perSecond * EVENTS_A_BATCH
    }
    const rounds = await takeTurns({ limit: eventsASecond(direct), ours: eventsASecond(through) })
    await empty(db)
    const alone = await load(through, { connections: 1, seconds: SECONDS })
    return [
      {
        name: 'ingest, of the same SQL alone',
        value: median(rounds.map(({ limit, ours }) => ours / limit)),
        unit: 'ratio',
        atLeast: 0.5,
      },
      { name: 'ingest', value: median(rounds.map(({ ours }) => ours)), unit: 'events/s' },
      { name: 'ingest, the SQL alone', value: median(rounds.map(({ limit }) => limit)), unit: 'events/s' },
      { name: `ingest of ${EVENTS_A_BATCH}, one connection, p50`, value: alone.p50, unit: 'ms' },
    ]
  } finally {
    worker.stop()
  }
}

/** A hundred anonymous events, each of another session, by slug or by id. */
function eventsOf(batch: number, skills: readonly { id: string; slug: string }[]) {
  return Array.from({ length: EVENTS_A_BATCH }, (_, i) => {
    const n = batch * EVENTS_A_BATCH + i
    const skill = skills[n % skills.length]
    return {
      event_id: crypto.randomUUID(),
      event_type: n % 4 === 0 ? ('use' as const) : ('view' as const),
      ...(i % 2 === 0 ? { skill_id: skill?.id } : { slug: skill?.slug }),
      session_id: crypto.randomUUID(),
      occurred_at: new Date(Date.now() - n * 1000).toISOString(),
    }
  })
}

/** What the Worker makes of the events of a request. */
function rowsOf(events: ReturnType<typeof eventsOf>): RawEventBatch {
  const hash = keyedHash(SETTINGS.EVENT_HASH_SECRET)
  return {
    siteId: null,
    ipHash: hash(SENDER['CF-Connecting-IP']),
    uaHash: hash(SENDER['User-Agent']),
    addressHash: hash(SENDER['CF-Connecting-IP']),
    vouched: false,
    isBot: false,
    receivedAt: new Date().toISOString(),
    events: events.map(({ session_id, ...event }) => ({ ...event, session_hash: hash(session_id) })),
  }
}

const empty = (db: Db) => db.execute(sql`truncate raw_events`)
