import { beforeAll, expect, it } from 'vitest'
import { issueSiteToken } from '../../../src/http/auth/site-token.ts'
import { SkillCounts } from '../../../src/routes/catalogue/skill-counts-schema.ts'
import { type Api, startApi } from '../../support/api/api.ts'
import { aSite, aSkill } from '../../support/builders/builders.ts'
import { normalize } from '../../support/builders/events.ts'

const JWT_SECRET = 'the secret of these tokens, long enough to be taken'
const ORIGIN = 'https://shop.test'
const DAY = 24 * 3_600_000

let api: Api
beforeAll(async () => {
  api = await startApi({ JWT_SECRET })
})

async function tokenOf(siteId: string, origin: string | null) {
  const { token } = await issueSiteToken({ siteId, origin }, { secret: JWT_SECRET, now: new Date() })
  return { Authorization: `Bearer ${token}`, ...(origin && { Origin: origin }) }
}

/** A hundred events of sessions that do not exist, of the last 30 days, half of them recent. */
const hundred = (slug: string, types: readonly string[]) => ({
  events: Array.from({ length: 100 }, (_, n) => ({
    event_id: crypto.randomUUID(),
    slug,
    event_type: types[n % types.length],
    session_id: crypto.randomUUID(),
    occurred_at: new Date(Date.now() - (n % 4 < 2 ? 0 : (n % 30) * DAY)).toISOString(),
  })),
})

async function countsOf(slug: string) {
  await normalize(api.db, { at: new Date() })
  const { totals } = SkillCounts.parse(await (await api.call(`/v1/skills/${slug}/counts`)).json())
  return totals.map(({ event_type, raw, counted }) => ({ event_type, raw, counted }))
}

it('one home gains three uses of a skill and no favourite, with any sessions, addresses, user agents and page tokens', async () => {
  const { slug } = await aSkill(api.db)
  const pages = [await aSite(api.db), await aSite(api.db)].map(({ id }) => tokenOf(id, ORIGIN))
  for (const [n, page] of [{}, {}, ...pages].entries()) {
    const types = n < 2 ? ['use'] : ['use', 'favorite']
    const headers = { 'CF-Connecting-IP': `2001:db8::${n}:7`, 'User-Agent': `agent/${n}`, ...(await page) }
    expect((await api.send('POST', '/v1/events', hundred(slug, types), headers)).status).toBe(202)
  }
  expect(await countsOf(slug)).toEqual([
    { event_type: 'favorite', raw: 100, counted: 0 },
    { event_type: 'use', raw: 300, counted: 3 },
  ])
})

it('the same events from the server of a site all count, each on its own day', async () => {
  const { slug } = await aSkill(api.db)
  const server = await tokenOf((await aSite(api.db)).id, null)
  for (const types of [['use'], ['favorite']])
    expect((await api.send('POST', '/v1/events', hundred(slug, types), server)).status).toBe(202)
  expect(await countsOf(slug)).toEqual([
    { event_type: 'favorite', raw: 100, counted: 100 },
    { event_type: 'use', raw: 100, counted: 100 },
  ])
})
