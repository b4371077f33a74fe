import { sql } from 'drizzle-orm'
import { SignJWT } from 'jose'
import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { issueToken } from '../../../src/http/auth/admin-token.ts'
import { issueSiteToken } from '../../../src/http/auth/site-token.ts'
import { Verdicts } from '../../../src/routes/events/event-verdicts.ts'
import { type Api, readProblem, startApi } from '../../support/api/api.ts'
import { aSite } from '../../support/builders/builders.ts'

const SECRET = 'the secret of these tokens, long enough to be taken'
const SHOP = 'https://shop.test'

let api: Api
let site: { id: string; key: string; secret: string }

beforeAll(async () => {
  api = await startApi({ JWT_SECRET: SECRET })
})
beforeEach(async () => {
  await api.db.execute(sql`truncate raw_events`)
  site = await aSite(api.db, { origins: [SHOP] })
})

const anEvent = (fields: Record<string, unknown> = {}) => ({
  event_id: crypto.randomUUID(),
  slug: 'acme--skill',
  event_type: 'use',
  ...fields,
})
const post = (token: string, headers: Record<string, string> = {}, body: unknown = anEvent()) =>
  api.send('POST', '/v1/events', body, { Authorization: `Bearer ${token}`, ...headers })

/** A token of the site, by default for pages of the shop. */
async function aToken(p: { origin?: string | null; siteId?: string; now?: Date; secret?: string } = {}) {
  const { origin = SHOP, siteId = site.id, now = new Date(), secret = SECRET } = p
  return (await issueSiteToken({ siteId, origin }, { secret, now })).token
}
const ago = (seconds: number) => new Date(Date.now() - seconds * 1000)

const stored = async () => (await api.db.execute<{ site_id: string | null }>(sql`select site_id from raw_events`)).rows

async function expectRefused(response: Response, status: number, code: string) {
  expect(response.headers.get('Access-Control-Allow-Origin')).toBe('*')
  expect(await readProblem(response)).toMatchObject({ status, code })
  expect(await stored()).toEqual([])
}

describe("events with a site's token", () => {
  it('are stored for the site', async () => {
    const response = await post(await aToken(), { Origin: SHOP })
    expect(response.status).toBe(202)
    expect(Verdicts.parse(await response.json())).toMatchObject({ accepted: 1, rejected: 0 })
    expect(await stored()).toEqual([{ site_id: site.id }])
  })

  it.each(['view', 'use', 'favorite', 'unfavorite'])('may be a %s', async (type) => {
    const response = await post(
      await aToken({ origin: null }),
      {},
      anEvent({ event_type: type, session_id: 'someone' }),
    )
    expect(response.status).toBe(202)
    expect(await stored()).toHaveLength(1)
  })

  it.each(['favorite', 'unfavorite'])('must say whose %s it is', async (type) => {
    const problem = await readProblem(await post(await aToken({ origin: null }), {}, anEvent({ event_type: type })))
    expect(problem).toMatchObject({ status: 400, code: 'invalid', errors: [{ in: 'body', pointer: '/session_id' }] })
  })

  it('may come from a page of another origin, according to the preflight', async () => {
    const response = await api.call('/v1/events', {
      method: 'OPTIONS',
      headers: {
        Origin: SHOP,
        'Access-Control-Request-Method': 'POST',
        'Access-Control-Request-Headers': 'authorization,content-type',
      },
    })
    expect(response.headers.get('Access-Control-Allow-Origin')).toBe('*')
    expect(response.headers.get('Access-Control-Allow-Headers')).toBe('authorization,content-type')
  })

  it('are distinct from anonymous ones with the same event_id', async () => {
    const event = anEvent()
    await post(await aToken({ origin: null }), {}, event)
    await api.send('POST', '/v1/events', event)
    expect(await stored()).toEqual([{ site_id: site.id }, { site_id: null }])
  })
})

describe('a token that is not valid', () => {
  async function expectUnauthorized(response: Response, code: string) {
    expect(response.headers.get('WWW-Authenticate')).toBe('Bearer error="invalid_token"')
    await expectRefused(response, 401, code)
  }

  it('has expired after 15 minutes, and the problem says how to get another', async () => {
    const response = await post(await aToken({ now: ago(15 * 60 + 1) }), { Origin: SHOP })
    const { detail } = await readProblem(response.clone())
    expect(detail).toContain('/v1/sites/{key}/token')
    await expectUnauthorized(response, 'token_expired')
  })

  it('was valid until then', async () => {
    expect((await post(await aToken({ now: ago(15 * 60 - 30) }), { Origin: SHOP })).status).toBe(202)
  })

  it.each(['garbage', 'a.b.c', '..', `${'x'.repeat(5000)}.y.z`])('is garbage: %s', async (token) => {
    await expectUnauthorized(await post(token, { Origin: SHOP }), 'invalid_token')
  })

  it('is signed with another secret, expired or not', async () => {
    const secret = `${SECRET}!`
    await expectUnauthorized(await post(await aToken({ secret })), 'invalid_token')
    await expectUnauthorized(await post(await aToken({ secret, now: ago(3600) })), 'invalid_token')
  })

  it("is an admin's", async () => {
    const { token } = await issueToken({
      id: null,
      version: null,
      username: 'admin',
      role: 'admin',
      secret: SECRET,
      now: new Date(),
    })
    await expectUnauthorized(await post(token), 'invalid_token')
  })

  it("is the site's secret", async () => {
    await expectUnauthorized(await post('sks_c2VjcmV0'), 'invalid_token')
  })

  it.each([
    ['of another type', { typ: 'at+jwt' }, {}],
    ['of another audience', {}, { aud: 'agent-skills-marketplace/admin' }],
    ['without an origin', {}, { origin: undefined }],
    ['whose origin is a list', {}, { origin: [SHOP] }],
    ['whose site is no UUID', {}, { sub: "' or true --" }],
    ['without an end', {}, { exp: undefined }],
  ])('is one %s', async (_, header, changes) => {
    const iat = Math.floor(Date.now() / 1000)
    const aud = 'agent-skills-marketplace/events'
    const claims = { iss: 'agent-skills-marketplace', aud, sub: site.id, origin: null, iat, exp: iat + 900, ...changes }
    const token = await new SignJWT(JSON.parse(JSON.stringify(claims)))
      .setProtectedHeader({ alg: 'HS256', typ: 'site+jwt', ...header })
      .sign(new TextEncoder().encode(SECRET))
    await expectUnauthorized(await post(token), 'invalid_token')
  })

  it.each(['', 'Bearer', 'Basic YTpi', 'Bearer a b'])('is missing: "%s"', async (authorization) => {
    const response = await api.send('POST', '/v1/events', anEvent(), { Authorization: authorization })
    expect(response.headers.get('WWW-Authenticate')).toBe('Bearer')
    await expectRefused(response, 401, 'unauthorized')
  })
})

it("a site's token is not valid for the admin API", async () => {
  const response = await api.call('/v1/admin/me', {
    headers: { Authorization: `Bearer ${await aToken({ origin: null })}` },
  })
  expect(await readProblem(response)).toMatchObject({ status: 401, code: 'invalid_token' })
})

describe('a token for the pages of one origin', () => {
  it.each([
    ['Origin', { Origin: SHOP }],
    ['Referer', { Referer: `${SHOP}/products?id=7#top` }],
    ['both', { Origin: SHOP, Referer: `${SHOP}/` }],
    ['Origin, beside an invalid Referer', { Origin: SHOP, Referer: 'nonsense' }],
  ])('is valid there, by %s', async (_, headers) => {
    expect((await post(await aToken(), headers)).status).toBe(202)
  })

  it.each([
    ['no page', {}],
    ['another origin', { Origin: 'https://evil.test' }],
    ['another scheme', { Origin: 'http://shop.test' }],
    ['another port', { Origin: `${SHOP}:8443` }],
    ['a longer name', { Origin: `${SHOP}.evil.test` }],
    ['below it', { Origin: 'https://www.shop.test' }],
    ['a path', { Origin: `${SHOP}/` }],
    ['a sandbox', { Origin: 'null' }],
    ['an empty Origin', { Origin: '' }],
    ['two origins', { Origin: `${SHOP} https://evil.test` }],
    ['another page', { Referer: 'https://evil.test/shop.test' }],
    ['a user name that looks like it', { Referer: `${SHOP}@evil.test/` }],
    ['an invalid Referer', { Referer: 'shop.test' }],
    ['its own page, from elsewhere', { Origin: 'https://evil.test', Referer: `${SHOP}/` }],
    ['elsewhere, from its own page', { Origin: SHOP, Referer: 'https://evil.test/' }],
  ])('is not valid for %s', async (_, headers) => {
    await expectRefused(await post(await aToken(), headers as Record<string, string>), 403, 'origin_not_allowed')
  })
})

describe("a token for a site's server", () => {
  it.each([{}, { Origin: 'https://anywhere.test' }, { Origin: SHOP, Referer: 'https://evil.test/' }])(
    'is good from anywhere: %j',
    async (headers) => {
      expect((await post(await aToken({ origin: null }), headers as Record<string, string>)).status).toBe(202)
    },
  )
})

describe('a site that changed after the token was issued', () => {
  const setStatus = (status: string) =>
    api.db.execute(sql`update sites set status = ${status} where id = ${site.id}::uuid`)

  it('and is archived gets a 404', async () => {
    const token = await aToken()
    await setStatus('archived')
    await expectRefused(await post(token, { Origin: SHOP }), 404, 'not_found')
  })

  it('and is paused gets a 403', async () => {
    const token = await aToken()
    await setStatus('paused')
    await expectRefused(await post(token, { Origin: SHOP }), 403, 'site_paused')
  })

  it('and is refused gets the same answer if no event is valid', async () => {
    const token = await aToken({ origin: null })
    await setStatus('paused')
    await expectRefused(await post(token, {}, { events: [1] }), 403, 'site_paused')
  })

  it('and is deleted gets a 404', async () => {
    const token = await aToken({ siteId: crypto.randomUUID() })
    await expectRefused(await post(token, { Origin: SHOP }), 404, 'not_found')
  })
})
