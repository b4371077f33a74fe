import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, inject, it } from 'vitest'
import { createApp } from '../../../src/app.ts'
import type { Db } from '../../../src/db/connect.ts'
import { issueSiteToken } from '../../../src/http/auth/site-token.ts'
import { normalizeEvents } from '../../../src/jobs/ranking/normalize-events.ts'
import { aSite, aSkill } from '../../support/builders/builders.ts'
import { ledgerFaults, readOutcomes, readRaw } from '../../support/builders/events.ts'
import { FAULTS, type Fault, seededFaults, startFaultyEndpoint } from '../../support/outside/faulty-endpoint.ts'
import { createDatabase } from '../../support/run/database.ts'
import { runAt } from '../../support/run/jobs.ts'
import { newSeed, sizeOf } from '../../support/run/proof.ts'

const JWT_SECRET = 'the secret of these tokens, long enough to be taken'

let endpoint: Awaited<ReturnType<typeof startFaultyEndpoint>>
let db: Db
let post: (events: readonly unknown[], headers?: Record<string, string>) => Promise<number>
let skills: string[]

beforeAll(async () => {
  endpoint = await startFaultyEndpoint({ target: inject('postgres').endpoint, draw: () => undefined })
})
afterAll(() => endpoint.stop())

beforeEach(async () => {
  endpoint.change()
  const database = await createDatabase()
  db = database.db
  skills = []
  for (let i = 0; i < 5; i++) skills.push((await aSkill(db)).id)
  const settings = {
    DATABASE_URL: database.url,
    DATABASE_ENDPOINT: endpoint.url,
    JWT_SECRET,
    EVENT_HASH_SECRET: 'another secret of the tests, also long enough',
    ADMIN_USERNAME: 'admin',
    ADMIN_PASSWORD: 'correct horse battery staple',
  }
  const app = createApp({
    now: () => new Date(),
    random: Math.random,
    sleep: async () => {},
    newId: () => crypto.randomUUID(),
    newSecret: () => 'no secret is made here',
    write: () => {},
  })
  post = async (events, headers = {}) => {
    const body = JSON.stringify({ events })
    const init = { method: 'POST', body, headers: { 'Content-Type': 'application/json', ...headers } }
    return (await app.fetch(new Request('https://api.test/v1/events', init), settings)).status
  }
  // The driver has one endpoint per process, so from the first request on the tests' own queries go this way too.
  await post([1])
})

const HOUR = 3_600_000

/** The i-th event of a sender. Each has another actor, so that each counts. */
const anEvent = (i: number, sender: number, types: readonly string[]) => ({
  event_id: `event ${i} of ${sender}`,
  skill_id: skills[i % skills.length],
  event_type: types[i % types.length],
  session_id: `session ${i} of ${sender}`,
  occurred_at: new Date(Date.now() - (i % 50) * HOUR).toISOString(),
})

/** Sends until the events are accepted. Returns every status on the way. */
async function insist(send: () => Promise<number>): Promise<number[]> {
  const statuses: number[] = []
  while (statuses.at(-1) !== 202 && statuses.length < 50) statuses.push(await send())
  return statuses
}

/** Retries until there is an answer. */
async function certainly<T>(ask: () => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries++) {
    try {
      return await ask()
    } catch (error) {
      if (tries === 50) throw error
    }
  }
}

const countedOnce = (events: readonly { event_id: string }[]) =>
  Object.fromEntries(events.map((event) => [event.event_id, 'counted']))

async function countPending(): Promise<number> {
  const pending = sql`select count(*)::int as n from raw_events where not normalized and dropped_reason is null`
  return Number((await db.execute(pending)).rows[0]?.n)
}

/** Applies the fault to the next request only. */
function strike(fault: Fault) {
  let left: Fault | undefined = fault
  endpoint.change(() => {
    const now = left
    left = undefined
    return now
  })
}

describe('events that are sent again because of a fault', () => {
  it.each<[Fault, number]>([
    ['500 before', 1],
    ['cut off before', 1],
    ['500 after', 2],
    ['cut off after', 2],
  ])('%s: are stored each time the database is reached (%i times), and count once', async (fault, times) => {
    const event = anEvent(0, 0, ['use'])
    strike(fault)
    expect(await insist(() => post([event]))).toEqual([503, 202])
    expect(await readRaw(db)).toHaveLength(times)
    await runAt(db, normalizeEvents)
    expect(await readOutcomes(db)).toEqual(countedOnce([event]))
    expect(await ledgerFaults(db)).toEqual([])
  })
})

describe('a run that is ended by a fault', () => {
  it.each(FAULTS)('%s: has counted all or nothing, and the next one goes on', async (fault) => {
    const events = [anEvent(0, 0, ['use']), anEvent(1, 0, ['view'])]
    await post(events)
    let requests = 0
    // The first request takes the lease, the second one normalises.
    endpoint.change(() => (++requests === 2 ? fault : undefined))
    expect(await runAt(db, normalizeEvents)).toMatchObject({ status: 'failed' })
    expect(await readOutcomes(db)).toEqual(fault.endsWith('after') ? countedOnce(events) : {})
    expect(await ledgerFaults(db)).toEqual([])
    expect(await runAt(db, normalizeEvents)).toMatchObject({ status: 'succeeded' })
    expect(await readOutcomes(db)).toEqual(countedOnce(events))
    expect(await ledgerFaults(db)).toEqual([])
  })
})

const SENDERS = 8
const EACH = sizeOf({ short: 100, long: 250 })

describe(`${SENDERS * EACH} events of eight servers, through an endpoint that fails two times in five`, () => {
  const statuses: number[] = []
  const runs: string[] = []
  const sent: { event_id: string }[] = []
  let sites: string[]

  async function sendAll(sender: number, siteId: string) {
    const types = ['view', 'use', 'favorite']
    const headers = { Authorization: `Bearer ${await aToken(siteId)}` }
    const events = Array.from({ length: EACH }, (_, i) => anEvent(i, sender, types))
    sent.push(...events)
    // Batches of 1 to 19, in an order of sizes that no two senders share.
    for (let begin = 0, n = sender; begin < EACH; n++) {
      const end = begin + 1 + ((n * 7) % 19)
      statuses.push(...(await insist(() => post(events.slice(begin, end), headers))))
      begin = end
    }
  }
  const aToken = async (siteId: string) =>
    (await issueSiteToken({ siteId, origin: null }, { secret: JWT_SECRET, now: new Date() })).token

  /** Runs under a lease of its own, so that two runs overlap, while events arrive or wait. */
  async function normalizeAll(isSending: () => boolean) {
    while (isSending() || (await certainly(countPending)) > 0)
      runs.push((await runAt(db, normalizeEvents, new Date(), { scope: crypto.randomUUID() })).status)
  }

  it('are counted once each by two normalisers at once', async () => {
    sites = [(await aSite(db)).id, (await aSite(db, { dailyQuota: 1_000_000 })).id]
    const before = endpoint.done.length
    endpoint.change(seededFaults(newSeed(), 40))
    let sending = true
    const sends = Array.from({ length: SENDERS }, (_, sender) => sendAll(sender, sites[sender % 2] ?? ''))
    const normalizing = [normalizeAll(() => sending), normalizeAll(() => sending)]
    await Promise.all(sends)
    sending = false
    await Promise.all(normalizing)
    endpoint.change()

    expect([...new Set(statuses)].sort()).toEqual([202, 503])
    expect([...new Set(runs)].sort()).toEqual(['failed', 'succeeded'])
    expect([...new Set(endpoint.done.slice(before))].sort()).toEqual([...FAULTS].sort())

    expect(sent).toHaveLength(SENDERS * EACH)
    expect(await readOutcomes(db)).toEqual(countedOnce(sent))
    expect(await countPending()).toBe(0)
    expect(await ledgerFaults(db)).toEqual([])
    expect(await readRecount()).toEqual({ differing: 0, counted: SENDERS * EACH, duplicates: true })
    expect(await readQuotas()).toEqual({ sites: 2, differing: 0 })
  })

  /** How many hours differ from a recount, how many events are counted, and whether any arrived twice. */
  async function readRecount() {
    const { rows } = await db.execute(sql`
      with again as (
        select (payload->>'skill_id')::uuid as skill_id, (payload->>'occurred_at')::timestamptz as created_at, payload->>'event_type' as event_type,
          'duplicate_event_id' as outcome from raw_events where dropped_reason = 'duplicate_event_id'
      ), recount as (
        select skill_id, date_trunc('hour', created_at, 'UTC') as hour, event_type, outcome, count(*)::int as events from (
          select skill_id, created_at, event_type, coalesce(excluded_reason, 'counted') as outcome from skill_events union all table again
        ) each group by 1, 2, 3, 4
      )
      select count(*) filter (where r.events is distinct from h.events)::int as differing,
        sum(h.events) filter (where outcome = 'counted')::int as counted, coalesce(bool_or(outcome = 'duplicate_event_id'), false) as duplicates
      from recount r full join skill_event_hours h using (skill_id, hour, event_type, outcome)`)
    return rows[0]
  }

  /** Whether each site was charged for exactly the events stored in its name. */
  async function readQuotas() {
    const { rows } = await db.execute(sql`
      select count(*)::int as sites, count(*) filter (where d.received <> r.stored)::int as differing
      from (select site_id, sum(received)::int as received from site_days group by 1) d
      full join (select site_id, count(*)::int as stored from raw_events where site_id is not null group by 1) r using (site_id)`)
    return rows[0]
  }
})
