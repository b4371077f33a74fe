import { beforeAll, describe, expect, it } from 'vitest'
import { type Api, readProblem, startApi } from '../../support/api/api.ts'
import { aSkill } from '../../support/builders/builders.ts'
import { logOf } from '../../support/run/log.ts'

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/

let api: Api
beforeAll(async () => {
  api = await startApi()
  await aSkill(api.db, { name: 'here' })
})

describe('an address', () => {
  it.each(['/nothing', '/v1', '/v1/nothing', '/v1/skills/a/b', '/v2/skills', '//', '/%00', '/.env'])(
    'that is not there, %s, is a 404 problem',
    async (path) => {
      const response = await api.call(path)
      expect(response.headers.get('Cache-Control')).toBe('no-store')
      expect(response.headers.get('Access-Control-Allow-Origin')).toBe('*')
      expect(await readProblem(response)).toMatchObject({ status: 404, code: 'not_found' })
    },
  )

  it.each([
    ['POST', '/', 'HEAD, GET, OPTIONS'],
    ['DELETE', '/v1/skills', 'HEAD, GET, OPTIONS'],
    ['PATCH', '/v1/skills/acme--here', 'HEAD, GET, OPTIONS'],
    ['GET', '/v1/events', 'POST, OPTIONS'],
    ['HEAD', '/v1/events', 'POST, OPTIONS'],
    ['PURGE', '/v1/rankings/top', 'HEAD, GET, OPTIONS'],
    ['PUT', '/health/ready', 'HEAD, GET, OPTIONS'],
  ])('does not allow %s if it is %s', async (method, path, allow) => {
    const response = await api.call(path, { method })
    expect(response.status).toBe(405)
    expect(response.headers.get('Allow')).toBe(allow)
    expect(response.headers.get('Cache-Control')).toBe('no-store')
    if (method !== 'HEAD') expect(await readProblem(response)).toMatchObject({ code: 'method_not_allowed' })
  })

  it('names every method that an admin may use', async () => {
    const response = await api.call('/v1/admin/skills', { method: 'PUT', headers: await api.logIn() })
    expect(response.headers.get('Allow')).toBe('HEAD, GET, POST, OPTIONS')
    expect(await readProblem(response)).toMatchObject({ status: 405, code: 'method_not_allowed' })
  })
})

describe('HEAD', () => {
  it.each([
    '/',
    '/health',
    '/v1/skills',
    '/v1/skills/acme--here',
    '/v1/taxonomy',
    '/v1/rankings',
    '/v1/skills/no--one',
  ])('of %s answers as GET does, without a body', async (path) => {
    const [get, head] = [await api.call(path), await api.call(path, { method: 'HEAD' })]
    expect(head.status).toBe(get.status)
    expect(await head.text()).toBe('')
    for (const name of ['Content-Type', 'Cache-Control', 'Cache-Tag', 'Access-Control-Allow-Origin'])
      expect(head.headers.get(name), name).toBe(get.headers.get(name))
  })

  it('has the ETag of GET', async () => {
    const path = '/v1/skills/acme--here'
    const etag = (await api.call(path)).headers.get('ETag')
    expect((await api.call(path, { method: 'HEAD' })).headers.get('ETag')).toBe(etag)
  })
})

describe('a preflight', () => {
  it.each(['/v1/skills', '/v1/events'])('for %s is answered for any origin', async (path) => {
    const headers = {
      Origin: 'https://somewhere.test',
      'Access-Control-Request-Method': 'POST',
      'Access-Control-Request-Headers': 'content-type',
    }
    const response = await api.call(path, { method: 'OPTIONS', headers })
    expect(response.status).toBe(204)
    expect(await response.text()).toBe('')
    expect(response.headers.get('Access-Control-Allow-Origin')).toBe('*')
    expect(response.headers.get('Access-Control-Allow-Methods')?.split(',')).toEqual(
      expect.arrayContaining(['GET', 'POST']),
    )
    expect(response.headers.get('Access-Control-Allow-Headers')).toBe('content-type')
    expect(response.headers.get('Access-Control-Max-Age')).toBe('86400')
    expect(response.headers.get('Access-Control-Allow-Credentials')).toBeNull()
    expect(response.headers.get('Cache-Control')).toBe('no-store')
  })

  it('exposes the headers that pages need', async () => {
    const response = await api.call('/v1/skills')
    const exposed = response.headers.get('Access-Control-Expose-Headers')?.split(',')
    expect(exposed).toEqual(['ETag', 'Repr-Digest', 'Retry-After', 'X-JWS-Signature', 'X-Request-Id'])
  })
})

describe('a request id', () => {
  const idOf = async (headers: Record<string, string>, path = '/health') =>
    (await api.call(path, { headers })).headers.get('X-Request-Id')

  it('is made for each request without one', async () => {
    const [first, second] = [await idOf({}), await idOf({})]
    expect(first).toMatch(UUID)
    expect(second).toMatch(UUID)
    expect(first).not.toBe(second)
  })

  it.each(['/health', '/v1/skills', '/nothing', '/v1/admin/me'])('is kept if it is sent, for %s', async (path) => {
    expect(await idOf({ 'X-Request-Id': 'My-trace_1=' }, path)).toBe('My-trace_1=')
  })

  it('is in the problem and the log', async () => {
    const lines = await logOf(async () => {
      const response = await api.call('/nothing?secret=1', {
        headers: { 'X-Request-Id': 'trace-7', 'CF-Connecting-IP': '203.0.113.5' },
      })
      await readProblem(response)
    })
    expect(lines).toHaveLength(1)
    const line = JSON.parse(lines[0] ?? '')
    expect(line).toMatchObject({
      level: 'info',
      event: 'request',
      request_id: 'trace-7',
      method: 'GET',
      path: '/nothing',
      status: 404,
    })
    expect(Date.parse(line.ts)).toBeGreaterThan(0)
    expect(line.elapsed_ms).toBeGreaterThanOrEqual(0)
    expect(lines[0]).not.toMatch(/secret|203\.0\.113/)
  })

  it.each(['<script>', 'a b', 'a"b', '{"level":"error"}', 'x'.repeat(256), '../..'])(
    'that is evil is replaced: %s',
    async (id) => {
      expect(await idOf({ 'X-Request-Id': id })).toMatch(UUID)
    },
  )
})

describe('every answer', () => {
  it.each([
    '/',
    '/health',
    '/openapi.json',
    '/v1/skills',
    '/v1/skills/no--one',
    '/v1/admin/me',
    '/nothing',
    '/v1/rankings?page=0',
  ])('to %s has the security headers', async (path) => {
    const { headers } = await api.call(path)
    expect(headers.get('X-Content-Type-Options')).toBe('nosniff')
    expect(headers.get('Strict-Transport-Security')).toMatch(/^max-age=\d{8}/)
    expect(headers.get('X-Frame-Options')).toBe('SAMEORIGIN')
    expect(headers.get('Referrer-Policy')).toBe('no-referrer')
    expect(headers.get('Cross-Origin-Resource-Policy')).toBe('cross-origin')
    expect(headers.get('X-Powered-By')).toBeNull()
    expect(headers.get('Cache-Control')).not.toBeNull()
  })
})
