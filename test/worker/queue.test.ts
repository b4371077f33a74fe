import { createExecutionContext, createMessageBatch, getQueueResult } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { sql } from 'drizzle-orm'
import { afterEach, beforeAll, beforeEach, describe, expect, inject, it, vi } from 'vitest'
import { connect, type Db } from '../../src/db/connect.ts'
import type { RawEventBatch } from '../../src/db/events/raw-events.ts'
import { issueSiteToken } from '../../src/http/auth/site-token.ts'
import worker from '../../src/worker.ts'
import { type Api, readProblem, startApi } from '../support/api/api.ts'
import { aSite, aSkill } from '../support/builders/builders.ts'
import { ledgerFaults, normalize, readOutcomes } from '../support/builders/events.ts'
import { createDatabase } from '../support/run/database.ts'
import { logOf } from '../support/run/log.ts'

const JWT_SECRET = 'the secret of these tokens, long enough to be taken'
const { TEST_QUEUE } = env as unknown as { TEST_QUEUE: Queue<RawEventBatch> }

afterEach(() => {
  vi.useRealTimers()
  vi.restoreAllMocks()
})

const events = (n: number, fields: Record<string, unknown> = {}) =>
  Array.from({ length: n }, () => ({ event_id: crypto.randomUUID(), slug: 'a--b', event_type: 'use', ...fields }))

async function asSite(siteId: string): Promise<Record<string, string>> {
  const { token } = await issueSiteToken({ siteId, origin: null }, { secret: JWT_SECRET, now: new Date() })
  return { Authorization: `Bearer ${token}` }
}

const storedIds = async (db: Db) => {
  const { rows } = await db.execute<{ id: string }>(sql`select payload->>'event_id' as id from raw_events order by id`)
  return rows.map((row) => row.id)
}

describe('events that go through the queue', () => {
  // The consumer is the Worker of the test run, on the run's shared database: others may write there too.
  const { endpoint, sharedUrl } = inject('postgres')
  const shared = connect({ url: sharedUrl, endpoint })

  const storedFor = async (events: readonly { event_id: string }[]) => {
    const ids = `{${events.map((event) => event.event_id).join(',')}}`
    const query = sql`select * from raw_events where payload->>'event_id' = any(${ids}::text[]) order by raw_events.id`
    return (await shared.execute(query)).rows
  }
  const withoutId = ({ id, ...rest }: Record<string, unknown>) => rest

  it.each([
    ['anonymous ones', false],
    ["a site's", true],
  ])('end in the same rows as those stored directly: %s', async (_, bySite) => {
    const site = await aSite(shared)
    const headers = {
      'CF-Connecting-IP': '203.0.113.7',
      'User-Agent': 'Googlebot/2.1',
      ...(bySite && (await asSite(site.id))),
    }
    const [direct, queued] = await Promise.all(
      [undefined, TEST_QUEUE].map((EVENTS_QUEUE) => startApi({ DATABASE_URL: sharedUrl, JWT_SECRET, EVENTS_QUEUE })),
    )
    if (!direct || !queued) throw new Error('The Worker did not start.')
    const batch = [...events(3, { session_id: 'someone' }), ...events(1, { event_type: 'view', slug: 'Ünï--코드' })]
    vi.useFakeTimers({ toFake: ['Date'] })
    for (const api of [direct, queued])
      expect((await api.send('POST', '/v1/events', { events: batch }, headers)).status).toBe(202)
    vi.useRealTimers()
    const rows = await vi.waitFor(
      async () => {
        const rows = await storedFor(batch)
        expect(rows).toHaveLength(2 * batch.length)
        return rows.map(withoutId)
      },
      { timeout: 20_000, interval: 50 },
    )
    expect(rows.slice(batch.length)).toEqual(rows.slice(0, batch.length))
    expect(rows[0]).toMatchObject({ site_id: bySite ? site.id : null, is_bot: !bySite })
  })
})

describe('ingest with a queue', () => {
  const send = vi.fn<(batch: RawEventBatch) => Promise<void>>()
  let api: Api
  beforeAll(async () => {
    api = await startApi({ JWT_SECRET, EVENTS_QUEUE: { send } })
  })
  beforeEach(() => {
    send.mockReset().mockResolvedValue()
  })
  const post = (list: readonly unknown[], headers?: Record<string, string>) =>
    api.send('POST', '/v1/events', { events: list }, headers)

  it('puts the valid events of a request into one message, and into no table', async () => {
    const batch = events(3)
    const response = await post([...batch, 'nonsense'])
    expect(await response.json()).toMatchObject({ accepted: 3, rejected: 1 })
    expect(send).toHaveBeenCalledOnce()
    expect(send.mock.lastCall?.[0].events.map((event) => event.event_id)).toEqual(batch.map((e) => e.event_id))
    expect(await storedIds(api.db)).toEqual([])
  })

  it('sends one query: the look-up of the skills, which also admits the events of a site', async () => {
    const headers = await asSite((await aSite(api.db)).id)
    const fetched = vi.spyOn(globalThis, 'fetch')
    for (const more of [{}, headers]) {
      fetched.mockClear()
      const response = await post(events(2), more)
      expect(await response.json()).toMatchObject({ accepted: 2, items: Array(2).fill({ verdict: 'unknown_skill' }) })
      expect(fetched).toHaveBeenCalledOnce()
    }
    const { slug } = await aSkill(api.db)
    const response = await post([...events(1), ...events(1, { slug })])
    expect(await response.json()).toMatchObject({ items: [{ verdict: 'unknown_skill' }, { verdict: 'accepted' }] })
  })

  it('takes anonymous events while the database is away, and then calls none of them unknown', async () => {
    vi.spyOn(globalThis, 'fetch').mockImplementation(() => Promise.reject(new Error('Network connection lost.')))
    let response: Response | undefined
    const lines = await logOf(async () => {
      response = await post(events(1))
    })
    expect(await response?.json()).toMatchObject({ accepted: 1, items: [{ verdict: 'accepted' }] })
    expect(send).toHaveBeenCalledOnce()
    expect(lines.map((line) => JSON.parse(line))).toMatchObject([
      { level: 'warn', event: 'skills_not_looked_up' },
      { event: 'request', status: 202 },
    ])
  })

  it('puts no session, address or user agent into the queue', async () => {
    const [session, ip, ua] = ['session-of-somebody', '203.0.113.77', 'Somebody/1.0 (special)']
    await post(events(1, { session_id: session }), { 'CF-Connecting-IP': ip, 'User-Agent': ua })
    const message = JSON.stringify(send.mock.lastCall)
    for (const value of [session, ip, ua]) expect(message).not.toContain(value)
  })

  it('keeps the largest request within the 128 KB of a message', async () => {
    const batch = events(100, { event_id: 'i'.repeat(128), slug: 's'.repeat(300), session_id: 'x' })
    expect(JSON.stringify({ events: batch }).length).toBeLessThan(64 * 1024)
    expect((await post(batch)).status).toBe(202)
    expect(JSON.stringify(send.mock.lastCall?.[0]).length).toBeLessThan(128_000)
  })

  it('puts nothing into the queue when no event is valid', async () => {
    expect((await post([1, 2])).status).toBe(202)
    expect(send).not.toHaveBeenCalled()
  })

  it.each([
    ['that is paused', { status: 'paused' as const }, 403, 'site_paused'],
    ['that is archived', { status: 'archived' as const }, 404, 'not_found'],
    ['whose quota does not suffice', { dailyQuota: 1 }, 429, 'quota_exceeded'],
  ])('puts nothing into the queue for a site %s', async (_, site, status, code) => {
    const headers = await asSite((await aSite(api.db, site)).id)
    expect(await readProblem(await post(events(2), headers))).toMatchObject({ status, code })
    expect(send).not.toHaveBeenCalled()
  })

  it('counts queued events against the quota of the site', async () => {
    const headers = await asSite((await aSite(api.db, { dailyQuota: 3 })).id)
    expect((await post(events(2), headers)).status).toBe(202)
    expect((await post(events(2), headers)).status).toBe(429)
    expect((await post(events(1), headers)).status).toBe(202)
    expect(send).toHaveBeenCalledTimes(2)
  })

  it('returns quota to the site for what the queue refuses', async () => {
    const headers = await asSite((await aSite(api.db, { dailyQuota: 2 })).id)
    send.mockRejectedValueOnce(new Error('Too Many Requests'))
    expect((await post(events(2), headers)).status).toBe(503)
    expect((await post(events(2), headers)).status).toBe(202)
    expect((await post(events(1), headers)).status).toBe(429)
  })

  it('tells the client to send the events again when the queue refuses them', async () => {
    send.mockRejectedValue(new Error('Queue sendBatch failed: Too Many Requests'))
    let response: Response | undefined
    const lines = await logOf(async () => {
      response = await post(events(1, { session_id: 'someone' }))
    })
    if (!response) throw new Error('There was no answer.')
    expect(response.headers.get('Retry-After')).toBe('5')
    expect(response.headers.get('Access-Control-Allow-Origin')).toBe('*')
    expect(await readProblem(response)).toMatchObject({ status: 503, code: 'unavailable' })
    expect(lines.map((line) => JSON.parse(line))).toMatchObject([
      { level: 'error', event: 'queue_refused' },
      { event: 'request', status: 503 },
    ])
    expect(lines.join()).not.toMatch(/someone|a--b/)
    expect(await storedIds(api.db)).toEqual([])
  })
})

describe('the consumer of the queue', () => {
  let db: Db
  let settings: object
  beforeEach(async () => {
    const database = await createDatabase()
    db = database.db
    settings = { ...env, DATABASE_URL: database.url, DATABASE_ENDPOINT: database.endpoint }
  })

  const aBatch = (skillId: string, ids: readonly string[], siteId: string | null = null): RawEventBatch => ({
    siteId,
    ipHash: 'ip',
    uaHash: null,
    addressHash: 'address',
    vouched: true,
    isBot: false,
    receivedAt: new Date().toISOString(),
    events: ids.map((id) => ({
      event_id: id,
      event_type: 'use' as const,
      skill_id: skillId,
      session_hash: `session of ${id}`,
      occurred_at: new Date().toISOString(),
    })),
  })

  /** Delivers messages. Returns which were acknowledged, and after how many seconds the others are retried. */
  async function deliver(messages: readonly { id: string; body: RawEventBatch; attempts?: number }[]) {
    const timestamp = new Date()
    const batch = createMessageBatch<RawEventBatch>(
      'events',
      messages.map((message) => ({ timestamp, attempts: 1, ...message })),
    )
    const retries = batch.messages.map((message) => vi.spyOn(message, 'retry'))
    const context = createExecutionContext()
    await worker.queue(batch, settings)
    const { explicitAcks } = await getQueueResult(batch, context)
    const delays = retries.flatMap((retry) => retry.mock.calls.map(([options]) => options?.delaySeconds))
    return { taken: explicitAcks, delays }
  }

  const SKILL = 'f0000000-0000-4000-8000-000000000000'

  it('stores messages in order, and acknowledges each', async () => {
    const { taken, delays } = await deliver([
      { id: 'one', body: aBatch(SKILL, ['a', 'b']) },
      { id: 'two', body: aBatch(SKILL, ['c']) },
    ])
    expect({ taken, delays }).toEqual({ taken: ['one', 'two'], delays: [] })
    expect(await storedIds(db)).toEqual(['a', 'b', 'c'])
  })

  it('stores a message from before it was known who vouches: nobody does', async () => {
    const { addressHash, vouched, ...body } = aBatch(SKILL, ['a'])
    expect((await deliver([{ id: 'old', body: body as RawEventBatch }])).taken).toEqual(['old'])
    const { rows } = await db.execute(sql`select vouched, address_hash, ip_hash from raw_events`)
    expect(rows).toEqual([{ vouched: false, address_hash: null, ip_hash: 'ip' }])
  })

  it('acknowledges the neighbours of a message that cannot be stored, and retries that message', async () => {
    const unknownSite = crypto.randomUUID()
    const lines = await logOf(async () => {
      expect(
        await deliver([
          { id: 'one', body: aBatch(SKILL, ['a']) },
          { id: 'bad', body: aBatch(SKILL, ['b'], unknownSite) },
          { id: 'two', body: aBatch(SKILL, ['c']) },
        ]),
      ).toEqual({ taken: ['one', 'two'], delays: [15] })
    })
    expect(await storedIds(db)).toEqual(['a', 'c'])
    expect(lines.map((line) => JSON.parse(line))).toMatchObject([
      { level: 'error', event: 'queued_events_not_stored', message_id: 'bad', attempts: 1, code: '23503' },
    ])
    expect(lines.join()).not.toContain('session of')
  })

  it('waits longer with each attempt, up to five minutes', async () => {
    vi.spyOn(console, 'log').mockImplementation(() => {})
    vi.spyOn(globalThis, 'fetch').mockImplementation(() => Promise.reject(new Error('Network connection lost.')))
    const messages = [1, 2, 3, 4, 5, 6, 100].map((attempts) => ({
      id: `${attempts}`,
      body: aBatch(SKILL, ['a']),
      attempts,
    }))
    expect(await deliver(messages)).toEqual({ taken: [], delays: [15, 30, 60, 120, 240, 300, 300] })
  })

  it('may receive a message twice, which counts once', async () => {
    const { id: skillId } = await aSkill(db)
    const message = { id: 'one', body: aBatch(skillId, ['a', 'b']) }
    await deliver([message, message])
    await deliver([{ ...message, attempts: 2 }])
    expect(await storedIds(db)).toHaveLength(6)
    await normalize(db, { at: new Date() })
    expect(await readOutcomes(db)).toEqual({ a: 'counted', b: 'counted' })
    expect(await ledgerFaults(db)).toEqual([])
  })
})
