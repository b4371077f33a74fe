import { sql } from 'drizzle-orm'
import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { keyedHash } from '../../../src/domain/text/hmac.ts'
import { issueSiteToken } from '../../../src/http/auth/site-token.ts'
import { type Api, startApi } from '../../support/api/api.ts'
import { aSite, aSkill } from '../../support/builders/builders.ts'
import { normalize, readOutcomes } from '../../support/builders/events.ts'
import { logOf } from '../../support/run/log.ts'

const KEY = 'the key of these hashes, long enough to be taken'
const JWT_SECRET = 'the secret of these tokens, long enough to be taken'
const SENT = { session: 'session-of-somebody', ip: '203.0.113.77', ua: 'Somebody/1.0 (very special)' }

let api: Api
let hash: (text: string) => string

beforeAll(async () => {
  api = await startApi({ EVENT_HASH_SECRET: KEY, JWT_SECRET })
  hash = keyedHash(KEY)
})
beforeEach(async () => {
  await api.db.execute(sql`truncate raw_events`)
})

const anEvent = (fields: Record<string, unknown> = {}) => ({
  event_id: crypto.randomUUID(),
  slug: 'acme--skill',
  event_type: 'use',
  session_id: SENT.session,
  ...fields,
})
const post = (body: unknown, headers: Record<string, string> = {}) =>
  api.send('POST', '/v1/events', body, { 'CF-Connecting-IP': SENT.ip, 'User-Agent': SENT.ua, ...headers })
const asSite = async (siteId: string, origin: string | null = null) => {
  const { token } = await issueSiteToken({ siteId, origin }, { secret: JWT_SECRET, now: new Date() })
  return { Authorization: `Bearer ${token}` }
}

type Row = {
  payload: Record<string, unknown>
  address_hash: string
  ip_hash: string
  ua_hash: string
  is_bot: boolean
  whole: string
}
const stored = async () =>
  (await api.db.execute<Row>(sql`select *, to_jsonb(r)::text as whole from raw_events r order by id`)).rows

describe('the actor of an event', () => {
  it('is stored as keyed hashes', async () => {
    await post(anEvent())
    expect(await stored()).toMatchObject([
      {
        payload: { session_hash: hash(`${SENT.ip}  ${SENT.session}`) },
        ip_hash: hash(SENT.ip),
        address_hash: hash(SENT.ip),
        vouched: false,
        ua_hash: hash(SENT.ua),
      },
    ])
  })

  it('is stored only as hashes, anywhere in the row', async () => {
    await post(anEvent())
    await post(anEvent(), await asSite((await aSite(api.db)).id))
    const rows = await stored()
    expect(rows).toHaveLength(2)
    for (const { whole, payload } of rows) {
      for (const value of Object.values(SENT)) expect(whole).not.toContain(value)
      expect(Object.keys(payload).sort()).toEqual(['event_id', 'event_type', 'occurred_at', 'session_hash', 'slug'])
    }
  })

  it('is never logged', async () => {
    const lines = await logOf(() => post({ events: [anEvent(), anEvent({ event_type: SENT.session })] }))
    expect(lines).toHaveLength(1)
    for (const value of Object.values(SENT)) expect(lines.join()).not.toContain(value)
  })

  it('has a hash of its own in each event of a request', async () => {
    await post({ events: [anEvent(), anEvent({ session_id: 'another' }), anEvent({ session_id: undefined })] })
    const hashes = (await stored()).map((row) => row.payload.session_hash)
    expect(hashes).toEqual([hash(`${SENT.ip}  ${SENT.session}`), hash(`${SENT.ip}  another`), undefined])
  })

  it('differs for the same session on another site', async () => {
    const [one, other] = [await aSite(api.db), await aSite(api.db)]
    await post(anEvent(), await asSite(one.id))
    await post(anEvent(), await asSite(other.id))
    const hashes = (await stored()).map((row) => row.payload.session_hash)
    expect(hashes).toEqual([hash(`${one.id} ${SENT.session}`), hash(`${other.id} ${SENT.session}`)])
  })
})

describe('who vouches for an event', () => {
  const sentBy = async (headers: Record<string, string>) => {
    await post(anEvent(), headers)
    return (await stored()).at(-1)
  }
  const page = async (siteId: string) => ({
    ...(await asSite(siteId, 'https://shop.test')),
    Origin: 'https://shop.test',
  })

  it('is a site’s server, but neither a page of it nor nobody', async () => {
    const { id } = await aSite(api.db)
    expect(await sentBy(await asSite(id))).toMatchObject({ vouched: true, site_id: id })
    expect(await sentBy(await page(id))).toMatchObject({ vouched: false, site_id: id })
    expect(await sentBy({})).toMatchObject({ vouched: false, site_id: null })
  })

  it('also says whose a session is: of the site, or of an address', async () => {
    const { id } = await aSite(api.db)
    const elsewhere = { 'CF-Connecting-IP': '198.51.100.7' }
    const hashes = []
    for (const headers of [await asSite(id), await page(id), { ...(await page(id)), ...elsewhere }, {}, elsewhere])
      hashes.push((await sentBy(headers))?.payload.session_hash)
    expect(new Set(hashes).size).toBe(5)
    const fromElsewhere = await sentBy({ ...(await asSite(id)), ...elsewhere })
    expect(fromElsewhere?.payload.session_hash).toBe(hashes[0])
  })
})

describe('the address of a sender', () => {
  // Addresses of this test alone: other files use up the rate limits of theirs.
  const addressOf = async (ip: string) => {
    expect((await post(anEvent(), { 'CF-Connecting-IP': ip })).status).toBe(202)
    return (await stored()).at(-1)?.address_hash
  }

  it('is one IPv4 address, or a whole IPv6 /64', async () => {
    expect(await addressOf('192.0.2.231')).not.toBe(await addressOf('192.0.2.232'))
    const home = await addressOf('2001:db8:aaaa:1::1')
    expect(await addressOf('2001:db8:aaaa:1:ffff:ffff:ffff:ffff')).toBe(home)
    expect(await addressOf('2001:db8:aaaa:2::1')).not.toBe(home)
    expect(await addressOf('::ffff:192.0.2.231')).toBe(await addressOf('192.0.2.231'))
  })
})

describe('an anonymous sender cannot impersonate an actor', () => {
  type Sending = { as: string; session?: string; headers?: Record<string, string> }
  /** How many events of one skill count. Without a session and a user agent, only the address identifies the actor. */
  async function outcomesOf(...sendings: Sending[]) {
    await api.db.execute(sql`truncate skill_events, event_keys`)
    const { slug } = await aSkill(api.db)
    for (const { as, session, headers } of sendings)
      await api.send('POST', '/v1/events', anEvent({ event_id: as, slug, session_id: session }), headers)
    await normalize(api.db, { at: new Date() })
    return readOutcomes(api.db)
  }

  it("of a site, by a session that contains the site's id", async () => {
    const { id } = await aSite(api.db)
    const forged = { as: 'forged', session: `${id} user-7` }
    const real = { as: 'real', session: 'user-7', headers: await asSite(id) }
    expect(await outcomesOf(forged, real)).toEqual({ forged: 'counted', real: 'counted' })
  })

  it('without a session, by a session that equals the address', async () => {
    const forged = { as: 'forged', session: SENT.ip }
    const real = { as: 'real', headers: { 'CF-Connecting-IP': SENT.ip } }
    expect(await outcomesOf(forged, real)).toEqual({ forged: 'counted', real: 'counted' })
  })
})

describe('a crawler', () => {
  it.each([
    ['Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)', true],
    ['Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) HeadlessChrome/120.0 Safari/537.36', true],
    ['Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:124.0) Gecko/20100101 Firefox/124.0', false],
    ['curl/8.7.1', false],
    ['claude-code/2.0.14', false],
    ['', false],
  ])('is recognised by its user agent: "%s" (%j)', async (userAgent, isBot) => {
    const response = await post(anEvent(), { 'User-Agent': userAgent })
    expect(response.status).toBe(202)
    expect((await stored()).map((row) => row.is_bot)).toEqual([isBot])
  })

  it.each([
    ['is one on a page of a site, too', 'https://shop.test', true],
    ['is not seen in the server of a site, which speaks for others', null, false],
  ])('%s', async (_, origin, isBot) => {
    const site = await aSite(api.db)
    await post(anEvent(), {
      ...(await asSite(site.id, origin)),
      Origin: 'https://shop.test',
      'User-Agent': 'Googlebot/2.1',
    })
    expect((await stored()).map((row) => row.is_bot)).toEqual([isBot])
  })
})
