import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { issueSiteToken } from '../../../src/http/auth/site-token.ts'
import { type Api, readProblem, startApi } from '../../support/api/api.ts'
import { aSite } from '../../support/builders/builders.ts'
import { logOf } from '../../support/run/log.ts'

const JWT_SECRET = 'the secret of these tokens, long enough to be taken'

let api: Api
beforeAll(async () => {
  api = await startApi({ JWT_SECRET })
})
afterEach(() => {
  vi.restoreAllMocks()
})

const events = (n: number) =>
  Array.from({ length: n }, () => ({ event_id: crypto.randomUUID(), slug: 'acme--skill', event_type: 'use' }))
const post = (body: unknown, headers?: Record<string, string>) => api.send('POST', '/v1/events', body, headers)

async function tokenOf(site: Parameters<typeof aSite>[1], now = new Date()) {
  const { id } = await aSite(api.db, site)
  const { token } = await issueSiteToken({ siteId: id, origin: null }, { secret: JWT_SECRET, now })
  return { Authorization: `Bearer ${token}` }
}

/** The request bodies that the database's endpoint got during `act`. */
async function requestsOf(act: () => Promise<Response>) {
  const fetched = vi.spyOn(globalThis, 'fetch')
  const { status } = await act()
  return { status, bodies: fetched.mock.calls.map(([, init]) => JSON.parse(String(init?.body))) }
}

const ONE_STATEMENT = [{ query: expect.any(String), params: expect.any(Array) }]

describe('a request takes one statement', () => {
  it.each([1, 100])('for %i anonymous events', async (n) => {
    const { status, bodies } = await requestsOf(() => post({ events: events(n) }))
    expect(status).toBe(202)
    expect(bodies).toEqual(ONE_STATEMENT)
  })

  it.each([
    ['a site', {}, 202],
    ['a site with a quota', { dailyQuota: 100 }, 202],
    ['a site whose quota does not suffice', { dailyQuota: 99 }, 429],
    ['a paused site', { status: 'paused' as const }, 403],
  ])('for 100 events of %s', async (_, site, expected) => {
    const token = await tokenOf(site)
    const { status, bodies } = await requestsOf(() => post({ events: events(100) }, token))
    expect(status).toBe(expected)
    expect(bodies).toEqual(ONE_STATEMENT)
  })
})

describe('a request takes no statement', () => {
  it('when no event of it is valid', async () => {
    expect(await requestsOf(() => post({ events: [1, 2] }))).toEqual({ status: 202, bodies: [] })
  })

  it('when its token is not', async () => {
    const token = await tokenOf({}, new Date(Date.now() - 3_600_000))
    expect(await requestsOf(() => post({ events: events(1) }, token))).toEqual({ status: 401, bodies: [] })
  })

  it('when its body is too large', async () => {
    const body = { events: events(100).map((event) => ({ ...event, session_id: 'x'.repeat(1000) })) }
    expect(await requestsOf(() => post(body))).toEqual({ status: 413, bodies: [] })
  })
})

describe('a database that is down', () => {
  const lost = () => Promise.reject(new Error('Network connection lost.'))
  const broken = () => Promise.resolve(Response.json({ message: 'insert into raw_events failed' }, { status: 500 }))

  it.each([
    ['for anybody, out of reach', lost, false],
    ['for anybody, at fault', broken, false],
    ['for a site, out of reach', lost, true],
    ['for a site, at fault', broken, true],
  ])('gets a 503 with the time for a retry: %s', async (_, how, withToken) => {
    const token = withToken ? await tokenOf({ dailyQuota: 5 }) : undefined
    vi.spyOn(globalThis, 'fetch').mockImplementation(how)
    let response: Response | undefined
    const lines = await logOf(async () => {
      response = await post({ events: events(2) }, token)
    })
    if (!response) throw new Error('There was no answer.')
    expect(response.headers.get('Retry-After')).toBe('5')
    expect(response.headers.get('Access-Control-Allow-Origin')).toBe('*')
    expect(await readProblem(response)).toMatchObject({ status: 503, code: 'unavailable' })
    expect(lines.map((line) => JSON.parse(line).event)).toEqual(['database_unavailable', 'request'])
    expect(lines.join()).not.toMatch(/insert|acme--skill/i)
  })
})
