import { sql } from 'drizzle-orm'
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { type Api, readProblem, startApi } from '../../../support/api/api.ts'
import { aSite } from '../../../support/builders/builders.ts'

const SHOP = 'https://shop.test'
const LIMIT = 300

let api: Api
beforeAll(async () => {
  api = await startApi()
})
afterEach(() => {
  vi.restoreAllMocks()
})

const ask = (key: string, headers: Record<string, string> = { Origin: SHOP }) =>
  api.call(`/v1/sites/${key}/token`, { method: 'POST', headers })

describe('no token is issued', () => {
  it('for a site that does not exist', async () => {
    const response = await ask('no-such-site')
    expect(response.headers.get('Cache-Control')).toBe('no-store')
    expect(await readProblem(response)).toMatchObject({ status: 404, code: 'not_found' })
  })

  it('for an archived site, which looks like one that does not exist', async () => {
    const { key } = await aSite(api.db, { status: 'archived', origins: [SHOP] })
    const response = await ask(key)
    expect(response.headers.get('Access-Control-Allow-Origin')).toBeNull()
    expect(await readProblem(response)).toMatchObject({ status: 404, code: 'not_found' })
  })

  it('for a site by its id, or by its key in another case', async () => {
    const { id, key } = await aSite(api.db, { origins: [SHOP] })
    expect((await ask(id)).status).toBe(404)
    expect((await ask(key.toUpperCase())).status).toBe(404)
  })

  it('for a paused site, and its pages may read why', async () => {
    const { key } = await aSite(api.db, { status: 'paused', origins: [SHOP] })
    const response = await ask(key)
    expect(response.headers.get('Access-Control-Allow-Origin')).toBe(SHOP)
    expect(await readProblem(response)).toMatchObject({ status: 403, code: 'site_paused' })
  })

  it('for a paused site to strangers, who do not learn that it is paused', async () => {
    const { key } = await aSite(api.db, { status: 'paused', origins: [SHOP] })
    const strangers = [{ Origin: 'https://evil.test' }, { Authorization: 'Bearer nonsense' }]
    const problems = await Promise.all(
      strangers.map(async (headers) => readProblem(await ask(key, headers as Record<string, string>))),
    )
    expect(problems.map((problem) => problem.code)).toEqual(['origin_not_allowed', 'invalid_credentials'])
  })

  it.each([
    ['a NUL', '%00'],
    ['a NUL inside', 'a%00b'],
    ['401 letters', 'x'.repeat(401)],
    ['10,000 letters', 'x'.repeat(10_000)],
  ])('for an invalid key: %s', async (_, key) => {
    const problem = await readProblem(await ask(key))
    expect(problem).toMatchObject({ status: 400, code: 'invalid', errors: [{ in: 'path', pointer: '/key' }] })
    expect(problem.detail.length).toBeLessThan(400)
  })

  it.each([
    ['400 letters', 'x'.repeat(400)],
    ['SQL', "'%20or%20true--"],
    ['bytes that are no UTF-8', '%ff%fe'],
    ['a percent sign', '%'],
    ['half of a surrogate pair', '%ED%A0%80'],
    ['a slash', 'a%2Fb'],
    ['a line break', 'a%0D%0Ab'],
    ['nothing but a space', '%20'],
  ])('for an unknown key: %s', async (_, key) => {
    expect(await readProblem(await ask(key))).toMatchObject({ status: 404, code: 'not_found' })
  })

  it.each(['/v1/sites', '/v1/sites/', '/v1/sites//token', '/v1/sites/some-site', '/v1/sites/some-site/token/more'])(
    'at another address: %s',
    async (path) => {
      const response = await api.call(path, { method: 'POST', headers: { Origin: SHOP } })
      expect(await readProblem(response)).toMatchObject({ status: 404, code: 'not_found' })
    },
  )

  it('while the database is unavailable', async () => {
    const { key } = await aSite(api.db, { origins: [SHOP] })
    vi.spyOn(console, 'log').mockImplementation(() => {})
    vi.spyOn(globalThis, 'fetch').mockImplementation(() => Promise.reject(new Error('Network connection lost.')))
    const response = await ask(key)
    expect(response.headers.get('Retry-After')).toBe('5')
    expect(await readProblem(response)).toMatchObject({ status: 503, code: 'unavailable' })
  })
})

it('a token takes one statement', async () => {
  const { key } = await aSite(api.db, { origins: [SHOP] })
  const fetched = vi.spyOn(globalThis, 'fetch')
  expect((await ask(key)).status).toBe(200)
  expect(fetched).toHaveBeenCalledOnce()
})

it('a site without origins issues no tokens to pages', async () => {
  const { id, key } = await aSite(api.db, { origins: [SHOP] })
  expect((await ask(key)).status).toBe(200)
  await api.db.execute(sql`update sites set allowed_origins = '[]' where id = ${id}::uuid`)
  expect((await ask(key)).status).toBe(403)
})

it('one address may ask 300 times a minute for all sites together', async () => {
  const from = (address: string, n: number) => ask(`no-site-${n}`, { Origin: SHOP, 'CF-Connecting-IP': address })
  let answered = 0
  let response = await from('203.0.113.9', 0)
  // A new minute may start in between. Then the count starts over once.
  while (response.status !== 429 && answered <= 2 * LIMIT) {
    answered++
    response = await from('203.0.113.9', answered)
  }
  expect(answered).toBeGreaterThanOrEqual(LIMIT)
  expect(response.headers.get('Retry-After')).toBe('60')
  expect(await readProblem(response)).toMatchObject({ status: 429, code: 'rate_limited' })
  expect((await from('203.0.113.10', 0)).status).toBe(404)
})
