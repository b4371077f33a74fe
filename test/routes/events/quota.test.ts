import { sql } from 'drizzle-orm'
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { issueSiteToken } from '../../../src/http/auth/site-token.ts'
import { type Api, readProblem, startApi } from '../../support/api/api.ts'
import { aSite } from '../../support/builders/builders.ts'

const JWT_SECRET = 'the secret of these tokens, long enough to be taken'

let api: Api
beforeAll(async () => {
  api = await startApi({ JWT_SECRET })
})
afterEach(() => {
  vi.useRealTimers()
})

const events = (n: number) =>
  Array.from({ length: n }, () => ({ event_id: crypto.randomUUID(), slug: 'acme--skill', event_type: 'use' }))

/** A site with this quota, and a function that sends events for it. */
async function aSender(dailyQuota?: number) {
  const { id } = await aSite(api.db, dailyQuota === undefined ? {} : { dailyQuota })
  const post = async (list: readonly unknown[]) => {
    const { token } = await issueSiteToken({ siteId: id, origin: null }, { secret: JWT_SECRET, now: new Date() })
    return api.send('POST', '/v1/events', { events: list }, { Authorization: `Bearer ${token}` })
  }
  const statusOf = async (n: number) => (await post(events(n))).status
  const stored = async () =>
    (await api.db.execute(sql`select count(*)::int as n from raw_events where site_id = ${id}::uuid`)).rows[0]?.n
  const days = async () =>
    (await api.db.execute(sql`select day::text, received from site_days where site_id = ${id}::uuid order by day`)).rows
  return { post, statusOf, stored, days }
}

describe("a site's daily quota", () => {
  it('may be used up to its last event', async () => {
    const site = await aSender(30)
    expect([await site.statusOf(10), await site.statusOf(20), await site.statusOf(1)]).toEqual([202, 202, 429])
    expect(await site.stored()).toBe(30)
  })

  it('accepts all events of a request or none', async () => {
    const site = await aSender(30)
    expect([await site.statusOf(20), await site.statusOf(11), await site.statusOf(10)]).toEqual([202, 429, 202])
    expect(await site.stored()).toBe(30)
  })

  it('refuses a first request that exceeds it', async () => {
    const site = await aSender(3)
    expect([await site.statusOf(4), await site.statusOf(3)]).toEqual([429, 202])
    expect(await site.stored()).toBe(3)
  })

  it('is each site’s own', async () => {
    const [one, other] = [await aSender(1), await aSender(1)]
    expect([await one.statusOf(1), await other.statusOf(1), await one.statusOf(1)]).toEqual([202, 202, 429])
  })

  it('does not limit a site without one', async () => {
    const site = await aSender()
    for (let i = 0; i < 5; i++) expect(await site.statusOf(100)).toBe(202)
    expect(await site.stored()).toBe(500)
    expect(await site.days()).toMatchObject([{ received: 500 }])
  })

  it('counts only valid events', async () => {
    const site = await aSender(2)
    const response = await site.post([1, ...events(1), { event_id: 'x' }, ...events(1), null])
    expect(await response.json()).toMatchObject({ accepted: 2, rejected: 3 })
    expect(await site.stored()).toBe(2)
    expect(await site.days()).toMatchObject([{ received: 2 }])
  })

  it('does not refuse a request of only invalid events, even when used up', async () => {
    const site = await aSender(1)
    await site.statusOf(1)
    expect((await site.post([1, 2])).status).toBe(202)
  })

  it('is never exceeded by twenty concurrent requests', async () => {
    const site = await aSender(70)
    const statuses = await Promise.all(Array.from({ length: 20 }, () => site.statusOf(10)))
    expect(statuses.toSorted()).toEqual([...Array(7).fill(202), ...Array(13).fill(429)])
    expect(await site.stored()).toBe(70)
    expect(await site.days()).toMatchObject([{ received: 70 }])
  })
})

describe("the day of a site's quota", () => {
  const setTime = (time: string) => vi.useFakeTimers({ toFake: ['Date'], now: new Date(time) })

  it.each([
    ['2026-02-10T00:00:00.000Z', '86400'],
    ['2026-02-10T23:59:29.001Z', '31'],
    ['2026-02-10T23:59:59.999Z', '1'],
  ])('ends at midnight in UTC: at %s the quota is back after %s s', async (time, seconds) => {
    setTime(time)
    const site = await aSender(1)
    await site.statusOf(1)
    const response = await site.post(events(1))
    expect(response.headers.get('Retry-After')).toBe(seconds)
    expect(response.headers.get('Access-Control-Expose-Headers')).toContain('Retry-After')
    expect(await readProblem(response)).toMatchObject({ status: 429, code: 'quota_exceeded' })
  })

  it('is followed by a day with the full quota', async () => {
    setTime('2026-02-10T23:59:59.999Z')
    const site = await aSender(5)
    expect([await site.statusOf(5), await site.statusOf(1)]).toEqual([202, 429])
    setTime('2026-02-11T00:00:00.000Z')
    expect([await site.statusOf(5), await site.statusOf(1)]).toEqual([202, 429])
    expect(await site.days()).toEqual([
      { day: '2026-02-10', received: 5 },
      { day: '2026-02-11', received: 5 },
    ])
  })
})
