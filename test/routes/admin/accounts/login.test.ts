import { beforeAll, describe, expect, it, vi } from 'vitest'
import { BearerToken } from '../../../../src/http/auth/bearer-answer.ts'
import { ADMIN, type Api, readProblem, startApi } from '../../../support/api/api.ts'

let api: Api
beforeAll(async () => {
  api = await startApi()
})

const logIn = (body: BodyInit, headers: Record<string, string> = {}) =>
  api.call('/v1/admin/login', { method: 'POST', body, headers })
const asJson = (body: unknown) => logIn(JSON.stringify(body), { 'Content-Type': 'application/json' })
const multipart = (fields: Record<string, string | Blob>) => {
  const form = new FormData()
  for (const [name, value] of Object.entries(fields)) form.append(name, value)
  return form
}

function expectPrivate(response: Response) {
  expect(response.headers.get('Cache-Control')).toBe('private, no-store')
  expect(response.headers.get('Access-Control-Allow-Origin')).toBeNull()
}

describe('POST /v1/admin/login', () => {
  it.each([
    ['JSON', () => asJson(ADMIN)],
    ['a form', () => logIn(new URLSearchParams(ADMIN))],
    ['a multipart form', () => logIn(multipart(ADMIN))],
    ['the form of an OAuth client', () => logIn(new URLSearchParams({ ...ADMIN, grant_type: 'password', scope: '' }))],
    ['JSON with a charset', () => logIn(JSON.stringify(ADMIN), { 'Content-Type': 'application/json; charset=utf-8' })],
  ])('gives a token for the right credentials as %s', async (_, send) => {
    const response = await send()
    expect(response.status).toBe(200)
    expectPrivate(response)
    const token = BearerToken.parse(await response.json())
    expect(token).toMatchObject({ token_type: 'bearer', expires_in: 7200 })
    expect(Math.abs(Date.parse(token.expires_at) - Date.now() - 7_200_000)).toBeLessThan(60_000)
    const me = await api.call('/v1/admin/me', { headers: { Authorization: `Bearer ${token.access_token}` } })
    expect(me.status).toBe(200)
  })

  it.each([
    ['another password', { ...ADMIN, password: 'wrong' }],
    ['another user name', { ...ADMIN, username: 'root' }],
    ['another case', { ...ADMIN, username: 'ADMIN' }],
    ['a space after the password', { ...ADMIN, password: `${ADMIN.password} ` }],
    ['the two exchanged', { username: ADMIN.password, password: ADMIN.username }],
    ['half of a surrogate pair', { username: '\ud800', password: '\udc00' }],
    ['a NUL', { ...ADMIN, password: `${ADMIN.password}\0` }],
  ])('refuses %s without saying which of the two is wrong', async (_, body) => {
    const response = await asJson(body)
    expectPrivate(response)
    expect(response.headers.get('WWW-Authenticate')).toBe('Bearer')
    expect(await readProblem(response)).toMatchObject({
      status: 401,
      code: 'invalid_credentials',
      detail: 'The user name or the password is wrong.',
    })
  })

  it.each([
    ['no user name', { password: 'x' }, '/username'],
    ['no password', { username: 'x' }, '/password'],
    ['an empty user name', { username: '', password: 'x' }, '/username'],
    ['an empty password', { username: 'x', password: '' }, '/password'],
    ['a user name too long', { username: 'x'.repeat(101), password: 'x' }, '/username'],
    ['a password too long', { username: 'x', password: 'x'.repeat(1001) }, '/password'],
    ['a password that is a list', { username: 'x', password: ['x'] }, '/password'],
    ['a user name that is null', { username: null, password: 'x' }, '/username'],
    ['null', null, ''],
    ['a list', [], ''],
  ])('refuses %s, naming the field', async (_, body, pointer) => {
    const response = await asJson(body)
    expectPrivate(response)
    const problem = await readProblem(response)
    expect(problem).toMatchObject({ status: 400, code: 'invalid', errors: [{ in: 'body', pointer }] })
  })

  it('names every missing field of a form', async () => {
    const problem = await readProblem(await logIn(new URLSearchParams({ grant_type: 'password' })))
    expect(problem.errors?.map((error) => error.pointer)).toEqual(['/username', '/password'])
  })

  it('does not accept a file as the password', async () => {
    const problem = await readProblem(await logIn(multipart({ username: ADMIN.username, password: new Blob(['x']) })))
    expect(problem).toMatchObject({ status: 400, errors: [{ pointer: '/password' }] })
  })

  it('refuses a multipart form without its boundary', async () => {
    const response = await logIn('username=admin', { 'Content-Type': 'multipart/form-data' })
    expect(await readProblem(response)).toMatchObject({ status: 400, code: 'invalid' })
  })

  it.each([
    ['text/plain', 'The Content-Type is text/plain; send application/json.'],
    ['application/xml', 'The Content-Type is application/xml; send application/json.'],
    ['', 'The Content-Type header is missing; send application/json.'],
  ])('refuses the content type "%s"', async (type, detail) => {
    const response = await logIn(JSON.stringify(ADMIN), { 'Content-Type': type })
    expectPrivate(response)
    expect(await readProblem(response)).toMatchObject({ status: 415, code: 'unsupported_media_type', detail })
  })

  it('refuses broken JSON and does not log it', async () => {
    const log = vi.spyOn(console, 'log').mockImplementation(() => {})
    const response = await logIn(`{"username": "admin", "password": ${ADMIN.password}`, {
      'Content-Type': 'application/json',
    })
    const lines = JSON.stringify(log.mock.calls)
    log.mockRestore()
    expectPrivate(response)
    expect(await readProblem(response)).toMatchObject({ status: 400, code: 'malformed_json' })
    expect(lines).toContain('/v1/admin/login')
    expect(lines).not.toContain('corr')
  })

  it('refuses a body of more than 16 KiB', async () => {
    const response = await asJson({ ...ADMIN, more: 'x'.repeat(16 * 1024) })
    expectPrivate(response)
    expect(await readProblem(response)).toMatchObject({ status: 413, code: 'payload_too_large' })
  })

  it('is limited to 10 attempts a minute from one address', async () => {
    const attempt = () => api.send('POST', '/v1/admin/login', ADMIN, { 'CF-Connecting-IP': '203.0.113.9' })
    let answered = 0
    let response = await attempt()
    // A new minute may start in between. Then the count starts over once.
    while (response.status !== 429 && answered <= 20) {
      answered++
      response = await attempt()
    }
    expect(answered).toBeGreaterThanOrEqual(10)
    expectPrivate(response)
    expect(response.headers.get('Retry-After')).toBe('60')
    expect(await readProblem(response)).toMatchObject({ status: 429, code: 'rate_limited' })
  })

  it.each(['GET', 'PUT'])('does not allow %s', async (method) => {
    const response = await api.call('/v1/admin/login', { method, headers: { Origin: 'https://evil.test' } })
    expectPrivate(response)
    expect(response.headers.get('Allow')).toBe('POST, OPTIONS')
    expect(await readProblem(response)).toMatchObject({ status: 405, code: 'method_not_allowed' })
  })
  it('answers OPTIONS with the allowed methods', async () => {
    const response = await api.call('/v1/admin/login', { method: 'OPTIONS' })
    expect(response.status).toBe(204)
    expectPrivate(response)
    expect(response.headers.get('Allow')).toBe('POST, OPTIONS')
  })
})
