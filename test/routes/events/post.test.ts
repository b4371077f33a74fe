import { sql } from 'drizzle-orm'
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { issueSiteToken } from '../../../src/http/auth/site-token.ts'
import { Verdicts } from '../../../src/routes/events/event-verdicts.ts'
import { type Api, readProblem, startApi } from '../../support/api/api.ts'
import { aSite, aSkill } from '../../support/builders/builders.ts'
import { ledgerFaults, normalize, readOutcomes } from '../../support/builders/events.ts'

const JWT_SECRET = 'the secret of these tokens, long enough to be taken'

let api: Api
let skill: { id: string; slug: string }

beforeAll(async () => {
  api = await startApi({ JWT_SECRET })
  skill = await aSkill(api.db)
})
beforeEach(async () => {
  await api.db.execute(
    sql`truncate raw_events, raw_event_days, skill_events, event_keys, skill_event_hours, address_days, address_skill_days`,
  )
})

const anEvent = (fields: Record<string, unknown> = {}) => ({
  event_id: crypto.randomUUID(),
  slug: skill.slug,
  event_type: 'use',
  ...fields,
})
const post = (body: unknown, headers?: Record<string, string>) => api.send('POST', '/v1/events', body, headers)

async function verdictsOn(body: unknown) {
  const response = await post(body)
  expect(response.status).toBe(202)
  return Verdicts.parse(await response.json())
}

type Row = { payload: Record<string, unknown>; received_at: string } & Record<string, unknown>
const stored = async () => (await api.db.execute<Row>(sql`select * from raw_events order by id`)).rows
const storedIds = async () => (await stored()).map((row) => row.payload.event_id)

describe('POST /v1/events', () => {
  it('accepts one event', async () => {
    const event = anEvent()
    const response = await post(event)
    expect(response.status).toBe(202)
    expect(response.headers.get('Content-Type')).toMatch(/^application\/json/)
    expect(response.headers.get('Cache-Control')).toBe('no-store')
    expect(response.headers.get('Access-Control-Allow-Origin')).toBe('*')
    expect(Verdicts.parse(await response.json())).toEqual({
      accepted: 1,
      rejected: 0,
      items: [{ index: 0, event_id: event.event_id, verdict: 'accepted', reason: null }],
    })
  })

  it('stores the event as sent, waiting to be normalised', async () => {
    const event = anEvent({ event_type: 'view', occurred_at: new Date(Date.now() - 60_000).toISOString() })
    await verdictsOn(event)
    expect(await stored()).toEqual([
      {
        id: expect.any(String),
        site_id: null,
        payload: event,
        ip_hash: expect.stringMatching(/^[0-9a-f]{64}$/),
        ua_hash: null,
        is_bot: false,
        received_at: expect.any(String),
        normalized: false,
        dropped_reason: null,
        retry_count: 0,
        next_retry_at: null,
        last_error: null,
        address_hash: expect.stringMatching(/^[0-9a-f]{64}$/),
        vouched: false,
      },
    ])
  })

  it('computes nothing', async () => {
    await verdictsOn(anEvent())
    expect(await readOutcomes(api.db)).toEqual({})
    expect(await ledgerFaults(api.db)).toEqual([])
  })

  it('accepts up to 100 events, and stores them in order', async () => {
    const events = Array.from({ length: 100 }, () => anEvent())
    const ids = events.map((event) => event.event_id)
    const verdicts = await verdictsOn({ events })
    expect(verdicts).toMatchObject({ accepted: 100, rejected: 0 })
    expect(verdicts.items.map((item) => item.event_id)).toEqual(ids)
    expect(verdicts.items.map((item) => item.index)).toEqual(ids.map((_, i) => i))
    expect(await storedIds()).toEqual(ids)
  })

  it('stores the slug of the skill as sent', async () => {
    const { slug, ...nameless } = anEvent()
    const skillId = skill.id.toUpperCase()
    await verdictsOn({ events: [{ ...nameless, skill_id: skillId }, anEvent({ slug: 'ÜNÏCODE--회의록' })] })
    const [byId, bySlug] = (await stored()).map((row) => row.payload)
    expect(byId).toEqual({ ...nameless, skill_id: skillId, occurred_at: expect.any(String) })
    expect(bySlug).toMatchObject({ slug: 'ÜNÏCODE--회의록' })
  })

  it('accepts an event for an unknown skill, which is checked later, and says so', async () => {
    const draft = await aSkill(api.db, { status: 'draft' })
    const { slug, ...nameless } = anEvent()
    const events = [
      anEvent({ slug: 'no--one' }),
      'nonsense',
      { ...nameless, skill_id: 'f0000000-0000-4000-8000-000000000000' },
      anEvent({ slug: draft.slug.toUpperCase() }),
      { ...nameless, event_id: crypto.randomUUID(), skill_id: skill.id.toUpperCase() },
    ]
    const { accepted, rejected, items } = await verdictsOn({ events })
    expect({ accepted, rejected }).toEqual({ accepted: 4, rejected: 1 })
    expect(items.map(({ verdict }) => verdict)).toEqual([
      ...['unknown_skill', 'invalid', 'unknown_skill', 'accepted', 'accepted'],
    ])
    expect(items[0]?.reason).toBe(
      '/slug: names no skill. The event is kept and looked up again 3 times, and then dropped.',
    )
    expect(items[2]?.reason).toMatch(/^\/skill_id: names no skill/)
    expect(await storedIds()).toHaveLength(4)
  })

  it('says of a single event, too, that its skill is unknown', async () => {
    const event = anEvent({ slug: 'no--one' })
    expect(await verdictsOn(event)).toMatchObject({
      ...{ accepted: 1, rejected: 0 },
      items: [{ index: 0, event_id: event.event_id, verdict: 'unknown_skill' }],
    })
    expect(await storedIds()).toEqual([event.event_id])
  })
})

describe('the time of an event', () => {
  const NOW = Date.parse('2026-02-10T14:30:00.250Z')
  beforeEach(() => {
    vi.useFakeTimers({ toFake: ['Date'], now: NOW })
  })
  afterEach(() => {
    vi.useRealTimers()
  })
  const at = (ms: number) => new Date(NOW + ms).toISOString()

  it('is stored in UTC, whatever its offset', async () => {
    await verdictsOn(anEvent({ occurred_at: '2026-02-10T23:10:00.5+09:00' }))
    expect((await stored())[0]?.payload.occurred_at).toBe('2026-02-10T14:10:00.500Z')
  })

  it('defaults to the time of the request', async () => {
    await verdictsOn(anEvent())
    const [row] = await stored()
    expect(row?.payload.occurred_at).toBe(at(0))
    expect(Date.parse(String(row?.received_at))).toBe(NOW)
  })

  it.each([
    ['an hour ahead', 3_600_000, null],
    ['a millisecond more', 3_600_001, '/occurred_at: occurred_in_the_future'],
    ['30 days ago', -30 * 86_400_000, null],
    ['a millisecond longer ago', -30 * 86_400_000 - 1, '/occurred_at: occurred_too_long_ago'],
  ])('has exact limits: %s', async (_, ms, reason) => {
    const { items } = await verdictsOn({ events: [anEvent({ occurred_at: at(ms) })] })
    expect(items[0]?.reason).toBe(reason)
  })
})

describe('an event sent again', () => {
  it('is accepted again, and counts once', async () => {
    const event = anEvent()
    const first = await verdictsOn(event)
    expect(await verdictsOn(event)).toEqual(first)
    await normalize(api.db, { at: new Date() })
    expect(await readOutcomes(api.db)).toEqual({ [event.event_id]: 'counted' })
  })

  it('keeps its first content, whatever is sent later', async () => {
    const event = anEvent({ event_type: 'view' })
    await verdictsOn(event)
    await verdictsOn({ ...event, event_type: 'use' })
    await normalize(api.db, { at: new Date() })
    const { rows } = await api.db.execute(sql`select event_type from skill_events`)
    expect(rows).toEqual([{ event_type: 'view' }])
  })

  it('counts once when five requests of a site’s server send the same batch at once in two orders', async () => {
    const { id } = await aSite(api.db)
    const { token } = await issueSiteToken({ siteId: id, origin: null }, { secret: JWT_SECRET, now: new Date() })
    const events = Array.from({ length: 100 }, () => anEvent({ session_id: crypto.randomUUID() }))
    const batches = [events, events.toReversed(), events, events.toReversed(), events]
    const responses = await Promise.all(
      batches.map((batch) => post({ events: batch }, { Authorization: `Bearer ${token}` })),
    )
    expect(responses.map((response) => response.status)).toEqual([202, 202, 202, 202, 202])
    await normalize(api.db, { at: new Date() })
    expect(await readOutcomes(api.db)).toEqual(Object.fromEntries(events.map((e) => [e.event_id, 'counted'])))
    expect(await ledgerFaults(api.db)).toEqual([])
  })
})

describe('an invalid event among valid ones', () => {
  it('gets a reason, and the others are stored', async () => {
    const [good, last] = [anEvent(), anEvent()]
    const like = anEvent({ event_type: 'like' })
    const extra = anEvent({ extra: 1, slug: '' })
    const { accepted, rejected, items } = await verdictsOn({
      events: [like, good, 'nonsense', null, { event_id: 7 }, [], extra, last],
    })
    expect({ accepted, rejected }).toEqual({ accepted: 2, rejected: 6 })
    const told = items.map(({ index, event_id, verdict }) => [index, event_id, verdict])
    expect(told).toEqual([
      [0, like.event_id, 'invalid'],
      [1, good.event_id, 'accepted'],
      [2, null, 'invalid'],
      [3, null, 'invalid'],
      [4, null, 'invalid'],
      [5, null, 'invalid'],
      [6, extra.event_id, 'invalid'],
      [7, last.event_id, 'accepted'],
    ])
    expect(items[0]?.reason).toMatch(/^\/event_type: /)
    expect(items[6]?.reason).toMatch(/^\/slug: .*; \/extra: /)
    expect(await storedIds()).toEqual([good.event_id, last.event_id])
  })

  it('is not accepted because it shares the event_id of a valid one', async () => {
    const event = anEvent()
    const { items } = await verdictsOn({ events: [event, { ...event, slug: '' }] })
    expect(items.map((item) => item.verdict)).toEqual(['accepted', 'invalid'])
  })

  it('may be the only kind, and then nothing is stored', async () => {
    expect(await verdictsOn({ events: [1, 2] })).toMatchObject({ accepted: 0, rejected: 2 })
    expect(await stored()).toEqual([])
  })

  it.each(['favorite', 'unfavorite'])('may be a %s without a site', async (type) => {
    const good = anEvent({ event_type: 'view' })
    const { items } = await verdictsOn({ events: [anEvent({ event_type: type }), good] })
    expect(items.map((item) => item.verdict)).toEqual(['invalid', 'accepted'])
    expect(items[0]?.reason).toMatch(/^\/event_type: must be view or use unless you send the token of a site/)
    expect(await storedIds()).toEqual([good.event_id])
  })
})

describe('an invalid event alone', () => {
  it.each([
    ['a favourite that no site vouches for', () => ({ event_type: 'favorite' }), '/event_type'],
    ['one from the future', () => ({ occurred_at: new Date(Date.now() + 4_000_000).toISOString() }), '/occurred_at'],
  ])('is a 400: %s', async (_, fields, pointer) => {
    const problem = await readProblem(await post(anEvent(fields())))
    expect(problem).toMatchObject({ status: 400, code: 'invalid', errors: [{ in: 'body', pointer }] })
    expect(await stored()).toEqual([])
  })
})
