import { beforeAll, describe, expect, it } from 'vitest'
import { issueSiteToken } from '../../../src/http/auth/site-token.ts'
import { type Api, readProblem, startApi } from '../../support/api/api.ts'
import { aSite } from '../../support/builders/builders.ts'

const LIMIT = 300
const JWT_SECRET = 'the secret of these tokens, long enough to be taken'

let api: Api
beforeAll(async () => {
  api = await startApi({ JWT_SECRET })
})

const post = (address: string, headers: Record<string, string> = {}) =>
  api.send('POST', '/v1/events', null, { 'CF-Connecting-IP': address, ...headers })

/** Sends until the address is limited. A new minute may start in between. Then the count starts over once. */
async function exhaust(address: string) {
  for (let answered = 0; answered <= 2 * LIMIT; answered++) {
    const response = await post(address)
    if (response.status === 429) return { answered, response }
    expect(response.status).toBe(400)
  }
  throw new Error(`More than ${2 * LIMIT} requests of one address were answered.`)
}

describe('POST /v1/events from one address', () => {
  it('is limited to 300 requests a minute', async () => {
    const { answered, response } = await exhaust('203.0.113.1')
    expect(answered).toBeGreaterThanOrEqual(LIMIT)
    expect(response.headers.get('Retry-After')).toBe('60')
    expect(response.headers.get('Access-Control-Allow-Origin')).toBe('*')
    expect(await readProblem(response)).toMatchObject({ status: 429, code: 'rate_limited' })
  })

  it('does not limit other addresses', async () => {
    await exhaust('203.0.113.2')
    expect((await post('203.0.113.3')).status).toBe(400)
  })

  it("is limited with a page's token, which anybody can get", async () => {
    const { id } = await aSite(api.db)
    const grant = { siteId: id, origin: 'https://shop.test' }
    const { token } = await issueSiteToken(grant, { secret: JWT_SECRET, now: new Date() })
    await exhaust('203.0.113.5')
    const headers = { Authorization: `Bearer ${token}`, Origin: 'https://shop.test' }
    expect(await readProblem(await post('203.0.113.5', headers))).toMatchObject({ status: 429, code: 'rate_limited' })
  })

  it("is not limited with the token of a site's server, which has a quota", async () => {
    const { id } = await aSite(api.db)
    const { token } = await issueSiteToken({ siteId: id, origin: null }, { secret: JWT_SECRET, now: new Date() })
    const statuses = new Set<number>()
    for (let i = 0; i <= 2 * LIMIT; i++)
      statuses.add((await post('203.0.113.4', { Authorization: `Bearer ${token}` })).status)
    expect([...statuses]).toEqual([400])
  })
})
