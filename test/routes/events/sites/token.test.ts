import { sql } from 'drizzle-orm'
import { decodeJwt, decodeProtectedHeader } from 'jose'
import { beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { BearerToken } from '../../../../src/http/auth/bearer-answer.ts'
import { type Api, readProblem, startApi } from '../../../support/api/api.ts'
import { aSite } from '../../../support/builders/builders.ts'
import { logOf } from '../../../support/run/log.ts'

const SHOP = 'https://shop.test'
const OTHER = 'https://other.test'

let api: Api
let site: { id: string; key: string }

beforeAll(async () => {
  api = await startApi()
})
beforeEach(async () => {
  site = await aSite(api.db, { origins: [SHOP, OTHER] })
})

const ask = (headers: Record<string, string> = {}, key = site.key) =>
  api.call(`/v1/sites/${key}/token`, { method: 'POST', headers })
/** Makes a new secret of the site, as an admin does. */
async function aSecret() {
  const headers = await api.logIn()
  const response = await api.call(`/v1/admin/sites/${site.id}/secret`, { method: 'POST', headers })
  return (await response.json<{ secret: string }>()).secret
}

async function claimsOf(response: Response) {
  expect(response.status).toBe(200)
  return decodeJwt(BearerToken.parse(await response.json()).access_token)
}

describe('POST /v1/sites/{key}/token', () => {
  it('issues a token for 15 minutes', async () => {
    const response = await ask({ Origin: SHOP })
    expect(response.status).toBe(200)
    expect(response.headers.get('Content-Type')).toMatch(/^application\/json/)
    expect(response.headers.get('Cache-Control')).toBe('no-store')
    const token = BearerToken.parse(await response.json())
    expect(token).toMatchObject({ token_type: 'bearer', expires_in: 900 })
    expect(Date.parse(token.expires_at)).toBe((decodeJwt(token.access_token).exp ?? 0) * 1000)
  })

  it('issues a token that names its site, origin and expiry', async () => {
    vi.useFakeTimers({ toFake: ['Date'], now: new Date('2026-02-10T14:30:00.900Z') })
    const response = await ask({ Origin: SHOP })
    vi.useRealTimers()
    const { access_token, expires_at } = BearerToken.parse(await response.json())
    expect(decodeProtectedHeader(access_token)).toEqual({ alg: 'HS256', typ: 'site+jwt' })
    const iat = Date.parse('2026-02-10T14:30:00Z') / 1000
    expect(decodeJwt(access_token)).toEqual({
      iss: 'agent-skills-marketplace',
      aud: 'agent-skills-marketplace/events',
      sub: site.id,
      origin: SHOP,
      iat,
      exp: iat + 900,
    })
    expect(expires_at).toBe('2026-02-10T14:45:00.000Z')
  })

  it('issues a token with which events can be sent from that origin', async () => {
    const { access_token } = BearerToken.parse(await (await ask({ Origin: SHOP })).json())
    const event = { event_id: crypto.randomUUID(), slug: 'acme--skill', event_type: 'favorite', session_id: 'someone' }
    const post = (headers: Record<string, string>) =>
      api.send('POST', '/v1/events', event, { Authorization: `Bearer ${access_token}`, ...headers })
    expect((await post({ Origin: SHOP })).status).toBe(202)
    expect((await post({ Origin: OTHER })).status).toBe(403)
  })

  it('needs no body and ignores one', async () => {
    const response = await api.call(`/v1/sites/${site.key}/token`, {
      method: 'POST',
      body: '{"origin":"https://evil.test"',
      headers: { Origin: SHOP },
    })
    expect(await claimsOf(response)).toMatchObject({ origin: SHOP })
  })

  it.each(['GET', 'PUT', 'DELETE'])('does not allow %s', async (method) => {
    const response = await api.call(`/v1/sites/${site.key}/token`, { method })
    expect(response.headers.get('Allow')).toBe('POST, OPTIONS')
    expect(await readProblem(response)).toMatchObject({ status: 405, code: 'method_not_allowed' })
  })
})

describe('a page', () => {
  it.each([
    ['Origin', { Origin: SHOP }, SHOP],
    ['Origin, another one of the list', { Origin: OTHER }, OTHER],
    ['Referer', { Referer: `${SHOP}/products?id=7` }, SHOP],
    ['Origin and Referer', { Origin: OTHER, Referer: `${OTHER}/` }, OTHER],
  ])('gets a token for its origin, by %s', async (_, headers, origin) => {
    expect(await claimsOf(await ask(headers))).toMatchObject({ sub: site.id, origin })
  })

  it.each([
    ['of nowhere', {}],
    ['of another origin', { Origin: 'https://evil.test' }],
    ['of another scheme', { Origin: 'http://shop.test' }],
    ['of another port', { Origin: `${SHOP}:8443` }],
    ['of a longer name', { Origin: `${SHOP}.evil.test` }],
    ['in a sandbox', { Origin: 'null' }],
    ['in a sandbox, by its Referer', { Referer: 'about:blank' }],
    ['of two origins of the list at once', { Origin: SHOP, Referer: `${OTHER}/` }],
    ['that names the whole list', { Origin: `${SHOP},${OTHER}` }],
    ['of an empty Origin', { Origin: '' }],
    ['with a user name that looks right', { Referer: `${SHOP}@evil.test/` }],
    ['of a very long name', { Origin: `https://${'x'.repeat(5000)}.test` }],
  ])('%s gets none', async (_, headers) => {
    const response = await ask(headers as Record<string, string>)
    expect(response.headers.get('Cache-Control')).toBe('no-store')
    const problem = await readProblem(response)
    expect(problem).toMatchObject({ status: 403, code: 'origin_not_allowed' })
    expect(problem.detail.length).toBeLessThan(400)
  })

  it('in a sandbox gets no token, even from a site without origins', async () => {
    const { key } = await aSite(api.db)
    expect((await ask({ Origin: 'null' }, key)).status).toBe(403)
    expect((await ask({}, key)).status).toBe(403)
  })
})

describe("a site's server", () => {
  it.each([{}, { Origin: SHOP }, { Origin: 'https://evil.test', Referer: 'https://worse.test/' }])(
    'gets a token for anywhere by the secret, with the headers %j',
    async (headers) => {
      const Authorization = `Bearer ${await aSecret()}`
      const claims = await claimsOf(await ask({ ...headers, Authorization } as Record<string, string>))
      expect(claims).toMatchObject({ sub: site.id, origin: null })
    },
  )

  it.each([
    ['another secret', 'Bearer sks_nonsense'],
    ['a secret that is far too long', `Bearer ${'x'.repeat(10_000)}`],
    ['no secret', 'Bearer'],
    ['an empty header', ''],
    ['another scheme', 'Basic YTpi'],
  ])('gets no token for %s, even with an origin of the site', async (_, authorization) => {
    const response = await ask({ Authorization: authorization, Origin: SHOP })
    expect(response.headers.get('WWW-Authenticate')).toBe('Bearer')
    expect(response.headers.get('Cache-Control')).toBe('no-store')
    expect(await readProblem(response)).toMatchObject({ status: 401, code: 'invalid_credentials' })
  })

  it('gets no token for the secret of another site', async () => {
    const Authorization = `Bearer ${await aSecret()}`
    const other = await aSite(api.db)
    expect((await ask({ Authorization }, other.key)).status).toBe(401)
  })

  it('gets no token for a secret that was replaced', async () => {
    const Authorization = `Bearer ${await aSecret()}`
    await aSecret()
    expect((await ask({ Authorization })).status).toBe(401)
  })

  it('gets no token for the hash of the secret', async () => {
    const { rows } = await api.db.execute(sql`select secret_hash from sites where id = ${site.id}::uuid`)
    expect((await ask({ Authorization: `Bearer ${rows[0]?.secret_hash}` })).status).toBe(401)
  })

  it('finds neither its secret nor its token in the log', async () => {
    const secret = await aSecret()
    let token = ''
    const lines = await logOf(async () => {
      token = BearerToken.parse(await (await ask({ Authorization: `Bearer ${secret}` })).json()).access_token
    })
    expect(lines).toHaveLength(1)
    expect(lines[0]).not.toContain(secret)
    expect(lines[0]).not.toContain(token)
  })
})
