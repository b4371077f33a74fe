import { beforeAll, describe, expect, it } from 'vitest'
import { type Api, startApi } from '../../../support/api/api.ts'
import { aSite } from '../../../support/builders/builders.ts'

const SHOP = 'https://shop.test'
const OTHER = 'https://other.test'
const STRANGERS = ['https://evil.test', 'http://shop.test', `${SHOP}.evil.test`, `${SHOP}/`, 'null', '*', '']

let api: Api
let key: string
beforeAll(async () => {
  api = await startApi()
  key = (await aSite(api.db, { origins: [SHOP, OTHER] })).key
})

const call = (method: string, headers: Record<string, string>, ofKey = key) =>
  api.call(`/v1/sites/${ofKey}/token`, { method, headers })
const preflight = (origin: string, ofKey = key) =>
  call('OPTIONS', { Origin: origin, 'Access-Control-Request-Method': 'POST' }, ofKey)

function expectClosed(response: Response) {
  expect(response.headers.get('Access-Control-Allow-Origin')).toBeNull()
  expect(response.headers.get('Access-Control-Allow-Credentials')).toBeNull()
}

describe('a page of the site', () => {
  it.each([SHOP, OTHER])('may read its token: %s', async (origin) => {
    const response = await call('POST', { Origin: origin })
    expect(response.status).toBe(200)
    expect(response.headers.get('Access-Control-Allow-Origin')).toBe(origin)
    expect(response.headers.get('Access-Control-Allow-Credentials')).toBeNull()
    expect(response.headers.get('Vary')).toBe('Origin')
  })

  it.each([SHOP, OTHER])('may ask for it, according to the preflight: %s', async (origin) => {
    const response = await preflight(origin)
    expect(response.status).toBe(204)
    expect(await response.text()).toBe('')
    expect(response.headers.get('Access-Control-Allow-Origin')).toBe(origin)
    expect(response.headers.get('Access-Control-Allow-Methods')).toBe('POST')
    expect(response.headers.get('Access-Control-Allow-Credentials')).toBeNull()
    expect(response.headers.get('Access-Control-Max-Age')).toBe('600')
    expect(response.headers.get('Vary')).toBe('Origin')
    expect(response.headers.get('Cache-Control')).toBe('no-store')
  })

  it('may read why it gets no token', async () => {
    const response = await call('POST', { Origin: SHOP, Referer: `${OTHER}/` })
    expect(response.status).toBe(403)
    expect(response.headers.get('Access-Control-Allow-Origin')).toBe(SHOP)
    expect(response.headers.get('Access-Control-Expose-Headers')).toBe('Retry-After,X-Request-Id')
  })
})

describe('a page of another origin', () => {
  it.each(STRANGERS)('may read nothing: "%s"', async (origin) => {
    const response = await call('POST', { Origin: origin })
    expect(response.status).toBe(403)
    expectClosed(response)
    expect(response.headers.get('Vary')).toBe('Origin')
  })

  it.each(STRANGERS)('gets no CORS headers from the preflight: "%s"', async (origin) => {
    const response = await preflight(origin)
    expectClosed(response)
    expect(response.headers.get('Vary')).toBe('Origin')
  })

  it('cannot learn from preflights which sites exist', async () => {
    const headersOf = async (ofKey: string) => {
      const { status, headers } = await preflight('https://evil.test', ofKey)
      return [status, ...[...headers].filter(([name]) => name !== 'x-request-id')]
    }
    expect(await headersOf('no-such-site')).toEqual(await headersOf(key))
  })

  it('cannot read anything about an archived site that allowed its origin', async () => {
    const archived = await aSite(api.db, { status: 'archived', origins: [SHOP] })
    expectClosed(await call('POST', { Origin: SHOP }, archived.key))
    expectClosed(await preflight(SHOP, archived.key))
  })

  it('cannot read anything about an unknown key', async () => {
    expectClosed(await call('POST', { Origin: SHOP }, '%00'))
    expectClosed(await preflight(SHOP, '%00'))
  })
})

it('a server, which has no origin, gets no CORS headers', async () => {
  const response = await call('POST', {})
  expectClosed(response)
  expect(response.headers.get('Vary')).toBe('Origin')
})
