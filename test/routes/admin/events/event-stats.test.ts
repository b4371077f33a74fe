import { sql } from 'drizzle-orm'
import { beforeEach, describe, expect, it } from 'vitest'
import { EventStats } from '../../../../src/routes/admin/events/event-stats.ts'
import { type Api, readProblem, startApi } from '../../../support/api/api.ts'
import { aSite, aSkill, someEvents, someRawEvents } from '../../../support/builders/builders.ts'

const NOTHING = { received: 0, normalized: 0, retried: 0, dropped_total: 0, dropped: {}, pending: 0 }
const UNKNOWN_SKILL = 'f0000000-0000-4000-8000-000000000000'
const HOUR = 3_600_000

let api: Api
let admin: { Authorization: string }
beforeEach(async () => {
  api = await startApi()
  admin = await api.logIn()
})

const call = (query = '', headers: Record<string, string> = admin) =>
  api.call(`/v1/admin/events/stats${query}`, { headers })
async function stats(query = '') {
  const response = await call(query)
  expect(response.status).toBe(200)
  return EventStats.parse(await response.json())
}

/** The UTC day so many days before today. */
const dayBefore = (days: number) => new Date(Date.now() - days * 24 * HOUR).toISOString().slice(0, 10)

/** Events of an earlier day, of which only the counts are stored. */
const judged = (daysAgo: number, outcome: string, events: number, siteId?: string) =>
  api.db.execute(sql`
    insert into raw_event_days (day, site_id, outcome, events)
    values (${dayBefore(daysAgo)}::date, ${siteId ?? null}::uuid, ${outcome}, ${events})`)

/** Changes the time at which the pending events were received. */
const receivedAt = (at: string) => api.db.execute(sql`update raw_events set received_at = ${at}::timestamptz`)

describe('GET /v1/admin/events/stats', () => {
  it('is empty before the first event, and has no rate', async () => {
    const response = await call()
    expect(response.headers.get('Content-Type')).toBe('application/json')
    expect(response.headers.get('Cache-Control')).toBe('private, no-store')
    expect(response.headers.get('Access-Control-Allow-Origin')).toBeNull()
    const { as_of, ...rest } = EventStats.parse(await response.json())
    expect(Math.abs(Date.parse(as_of) - Date.now())).toBeLessThan(60_000)
    expect(rest).toEqual({
      from: dayBefore(6),
      to: as_of.slice(0, 10),
      success_rate_7d: null,
      totals: NOTHING,
      items: [],
    })
  })

  it('follows events from pending to their outcome', async () => {
    const { id: skillId } = await aSkill(api.db)
    const { id: siteId, key } = await aSite(api.db)
    const events = [
      { skillId, siteId, eventId: 'one' },
      { skillId, siteId, eventId: 'two', isBot: true },
      { skillId, siteId, eventId: 'one' },
      { skillId },
      { skillId: UNKNOWN_SKILL },
    ]
    await someRawEvents(api.db, events)
    const before = await stats()
    expect(before).toMatchObject({ success_rate_7d: null, totals: { ...NOTHING, received: 5, pending: 5 } })
    expect(before.items.map((item) => [item.site?.key, item.received, item.pending])).toEqual([
      [key, 3, 3],
      [undefined, 2, 2],
    ])

    await someEvents(api.db, [])
    const after = await stats()
    const ofSite = {
      ...NOTHING,
      received: 3,
      normalized: 2,
      dropped_total: 1,
      dropped: { duplicate_event_id: 1 },
    }
    expect(after.items).toEqual([
      { day: after.to, site: { id: siteId, key, name: `Site ${key}` }, ...ofSite },
      { day: after.to, site: null, ...NOTHING, received: 2, normalized: 1, retried: 1, pending: 1 },
    ])
    expect(after.totals).toEqual({ ...ofSite, received: 5, normalized: 3, retried: 1, pending: 1 })
    expect(after.success_rate_7d).toBe(1)
  })

  it('counts a retried event as received once, and as dropped when it is given up', async () => {
    await judged(0, 'normalized', 3)
    await judged(0, 'retried', 3)
    await judged(0, 'retry_exhausted', 1)
    const { success_rate_7d, totals } = await stats()
    expect(success_rate_7d).toBe(0.75)
    const dropped = { retry_exhausted: 1 }
    expect(totals).toEqual({ ...NOTHING, received: 4, normalized: 3, retried: 3, dropped_total: 1, dropped })
  })

  it('adds the reasons up over days and sites', async () => {
    const { id } = await aSite(api.db)
    await judged(0, 'duplicate_event_id', 2, id)
    await judged(1, 'duplicate_event_id', 3)
    await judged(1, 'invalid_payload_json', 4)
    const { success_rate_7d, totals, items } = await stats()
    expect(totals.dropped).toEqual({ duplicate_event_id: 5, invalid_payload_json: 4 })
    expect(totals).toMatchObject({ received: 9, normalized: 0, dropped_total: 9 })
    expect(items.map((item) => item.dropped)).toEqual([
      { duplicate_event_id: 2 },
      { duplicate_event_id: 3, invalid_payload_json: 4 },
    ])
    expect(success_rate_7d).toBe(5 / 9)
  })

  it('has the newest day first, then the sites by key, and anonymous events last', async () => {
    const sites = [await aSite(api.db, { key: 'b-site' }), await aSite(api.db, { key: 'a', status: 'archived' })]
    for (const day of [2, 0, 1]) {
      await judged(day, 'normalized', 1)
      for (const { id } of sites) await judged(day, 'normalized', 1, id)
    }
    const { items } = await stats()
    expect(items.map((item) => [item.day, item.site?.key ?? null])).toEqual(
      [0, 1, 2].flatMap((day) => ['a', 'b-site', null].map((key) => [dayBefore(day), key])),
    )
  })

  it('covers as many UTC days as asked for, including today', async () => {
    for (const day of [0, 1, 6, 7, 89, 90]) await judged(day, 'normalized', 1)
    for (const [query, expected] of [
      ['?days=1', [0]],
      ['?days=2', [0, 1]],
      ['', [0, 1, 6]],
      ['?days=8', [0, 1, 6, 7]],
      ['?days=90', [0, 1, 6, 7, 89]],
    ] as const) {
      const { from, to, totals, items } = await stats(query)
      expect(
        items.map((item) => item.day),
        query,
      ).toEqual(expected.map(dayBefore))
      expect(totals.received).toBe(expected.length)
      expect([from, to]).toEqual([dayBefore(Number(query.slice(6) || 7) - 1), dayBefore(0)])
    }
  })

  it.each([
    ['the first moment of a UTC day', 'T00:00:00Z', 2],
    ['the last moment of a UTC day', 'T23:59:59.999999Z', 2],
    ['a moment that is another day elsewhere', 'T23:30:00-09:00', 1],
  ])('counts pending events on the UTC day of their receipt: %s', async (_, time, daysAgo) => {
    await someRawEvents(api.db, [{ skillId: UNKNOWN_SKILL }])
    await receivedAt(dayBefore(2) + time)
    expect((await stats()).items).toEqual([
      { ...NOTHING, day: dayBefore(daysAgo), site: null, received: 1, pending: 1 },
    ])
  })

  it('leaves out pending events from before', async () => {
    await someRawEvents(api.db, [{ skillId: UNKNOWN_SKILL }])
    await receivedAt(`${dayBefore(7)}T23:59:59Z`)
    expect(await stats()).toMatchObject({ totals: NOTHING, items: [] })
    expect((await stats('?days=8')).totals).toMatchObject({ received: 1, pending: 1 })
  })
})

describe('success_rate_7d', () => {
  it('covers the last 7 UTC days, whatever is shown', async () => {
    await judged(0, 'normalized', 1)
    await judged(6, 'invalid_payload_json', 1)
    await judged(7, 'invalid_payload_json', 100)
    for (const query of ['?days=1', '', '?days=90']) expect((await stats(query)).success_rate_7d, query).toBe(0.5)
  })

  it('leaves out pending events, and is null if there are no others', async () => {
    await someRawEvents(api.db, [{ skillId: UNKNOWN_SKILL }, { skillId: UNKNOWN_SKILL }])
    await judged(0, 'retried', 1)
    await judged(7, 'normalized', 1)
    expect((await stats()).success_rate_7d).toBeNull()
    await judged(3, 'normalized', 1)
    expect((await stats()).success_rate_7d).toBe(1)
  })

  it('is 0, not null, if all events were dropped', async () => {
    await judged(0, 'invalid_payload_json', 1)
    expect((await stats()).success_rate_7d).toBe(0)
  })
})

describe('the filter site_id', () => {
  it('limits items, totals and rate to one site, or to anonymous events', async () => {
    const { id: skillId } = await aSkill(api.db)
    const [one, other] = [await aSite(api.db, { key: 'one' }), await aSite(api.db, { key: 'other' })]
    await judged(1, 'normalized', 3, one.id)
    await judged(1, 'invalid_payload_json', 1, one.id)
    await judged(1, 'normalized', 10, other.id)
    await judged(1, 'invalid_payload_json', 5)
    await someRawEvents(api.db, [{ skillId, siteId: one.id }, { skillId }, { skillId }])

    const ofOne = await stats(`?site_id=${one.id.toUpperCase()}`)
    expect(ofOne).toMatchObject({ success_rate_7d: 0.75, totals: { received: 5, normalized: 3, pending: 1 } })
    expect(ofOne.items.map((item) => [item.day, item.site?.key])).toEqual([
      [dayBefore(0), 'one'],
      [dayBefore(1), 'one'],
    ])
    const anonymous = await stats('?site_id=anonymous')
    expect(anonymous).toMatchObject({ success_rate_7d: 0, totals: { received: 7, dropped_total: 5, pending: 2 } })
    expect(anonymous.items.map((item) => item.site)).toEqual([null, null])
    expect(await stats(`?site_id=${UNKNOWN_SKILL}`)).toMatchObject({
      success_rate_7d: null,
      totals: NOTHING,
      items: [],
    })
  })
})

describe('GET /v1/admin/events/stats refuses', () => {
  it.each([
    ['days=0', '/days'],
    ['days=91', '/days'],
    ['days=-1', '/days'],
    ['days=1.5', '/days'],
    ['days=1e1', '/days'],
    ['days=', '/days'],
    ['days=99999999999999999999', '/days'],
    ['days=7&days=8', '/days'],
    ['site_id=', '/site_id'],
    ['site_id=null', '/site_id'],
    ['site_id=Anonymous', '/site_id'],
    ["site_id=' or 1=1 --", '/site_id'],
    ['site=anonymous', '/site'],
  ])('%s', async (query, pointer) => {
    const response = await call(`?${query}`)
    expect(response.headers.get('Cache-Control')).toBe('private, no-store')
    const problem = await readProblem(response)
    expect(problem).toMatchObject({ status: 400, code: 'invalid', errors: [{ in: 'query', pointer }] })
  })

  it('anyone without a token', async () => {
    const response = await call('', {})
    expect(response.headers.get('Cache-Control')).toBe('private, no-store')
    expect(response.headers.get('WWW-Authenticate')).toBe('Bearer')
    expect(await readProblem(response)).toMatchObject({ status: 401, code: 'unauthorized' })
  })
})
