import { SignJWT, UnsecuredJWT } from 'jose'
import { beforeAll, describe, expect, it } from 'vitest'
import { issueToken } from '../../../../src/http/auth/admin-token.ts'
import { Me } from '../../../../src/routes/admin/accounts/session.ts'
import { type Api, readProblem, startApi } from '../../../support/api/api.ts'

const SECRET = 'the secret of these tokens, long enough to be taken'
const ISSUER = 'agent-skills-marketplace'
const AUDIENCE = `${ISSUER}/admin`

let api: Api
beforeAll(async () => {
  api = await startApi({ JWT_SECRET: SECRET })
})

const me = (authorization?: string, headers = {}) =>
  api.call('/v1/admin/me', {
    headers: { ...headers, ...(authorization === undefined ? {} : { Authorization: authorization }) },
  })
const issue = (p: Partial<Parameters<typeof issueToken>[0]> = {}) =>
  issueToken({ id: null, version: null, username: 'admin', role: 'admin', secret: SECRET, now: new Date(), ...p })

type Claims = Record<string, unknown>
const inAnHour = () => Math.floor(Date.now() / 1000) + 3600
const claims = (): Claims => ({
  iss: ISSUER,
  aud: AUDIENCE,
  sub: 'admin',
  role: 'admin',
  iat: inAnHour() - 3600,
  exp: inAnHour(),
})

/** A token like ours with the test's changes. undefined removes a claim. */
const sign = (changes: Claims = {}, header: Record<string, unknown> = {}, secret = SECRET) =>
  new SignJWT(JSON.parse(JSON.stringify({ ...claims(), ...changes })))
    .setProtectedHeader({ alg: 'HS256', typ: 'at+jwt', ...header } as never)
    .sign(new TextEncoder().encode(secret))

function expectPrivate(response: Response) {
  expect(response.headers.get('Cache-Control')).toBe('private, no-store')
  expect(response.headers.get('Access-Control-Allow-Origin')).toBeNull()
}

async function expectRefused(response: Response, code: string) {
  expectPrivate(response)
  expect(response.headers.get('WWW-Authenticate')).toBe('Bearer error="invalid_token"')
  expect(await readProblem(response)).toMatchObject({ status: 401, code })
}

describe('GET /v1/admin/me', () => {
  it('answers with the account of the token', async () => {
    const { token, expiresAt } = await issue()
    const response = await me(`Bearer ${token}`)
    expect(response.status).toBe(200)
    expectPrivate(response)
    expect(response.headers.get('Content-Type')).toMatch(/^application\/json/)
    expect(Me.parse(await response.json())).toEqual({
      username: 'admin',
      role: 'admin',
      token_expires_at: expiresAt.toISOString(),
    })
  })

  it('accepts a token like ours that was signed elsewhere with the secret', async () => {
    expect((await me(`bearer ${await sign()}`)).status).toBe(200)
  })

  it.each([undefined, '', 'Bearer', 'Bearer ', 'Basic YWRtaW46YWRtaW4=', 'token'])(
    'asks for a token when there is "%s"',
    async (value) => {
      const response = await me(value)
      expectPrivate(response)
      expect(response.headers.get('WWW-Authenticate')).toBe('Bearer')
      expect(await readProblem(response)).toMatchObject({ status: 401, code: 'unauthorized' })
    },
  )

  it('does not accept a token in the query', async () => {
    const { token } = await issue()
    expect((await api.call(`/v1/admin/me?access_token=${token}`)).status).toBe(401)
  })

  it("refuses anyone without an admin's token", async () => {
    const { token } = await issue({ username: 'reader', role: 'viewer' })
    const response = await me(`Bearer ${token}`)
    expectPrivate(response)
    expect(await readProblem(response)).toMatchObject({ status: 403, code: 'forbidden' })
  })
})

describe('a token', () => {
  it.each(['garbage', 'a.b.c', '..', `${'x'.repeat(5000)}.y.z`, 'eyJhbGciOiJIUzI1NiJ9.e30.'])(
    'that is garbage is refused: %s',
    async (token) => {
      await expectRefused(await me(`Bearer ${token}`), 'invalid_token')
    },
  )

  it('that has expired says so', async () => {
    const { token } = await issue({ now: new Date(Date.now() - 121 * 60_000) })
    await expectRefused(await me(`Bearer ${token}`), 'token_expired')
  })

  it('is valid for exactly 120 minutes', async () => {
    const { token } = await issue({ now: new Date(Date.now() - 119 * 60_000) })
    expect((await me(`Bearer ${token}`)).status).toBe(200)
  })

  it('that has expired and has a wrong signature is called invalid, not expired', async () => {
    await expectRefused(await me(`Bearer ${await sign({ exp: 1000 }, {}, `${SECRET}!`)}`), 'invalid_token')
  })

  it('of another secret is refused', async () => {
    await expectRefused(await me(`Bearer ${await sign({}, {}, `${SECRET}!`)}`), 'invalid_token')
  })

  it('whose claims were changed is refused', async () => {
    const [header, , signature] = (await sign({ role: 'viewer' })).split('.')
    const [, payload] = (await sign()).split('.')
    await expectRefused(await me(`Bearer ${header}.${payload}.${signature}`), 'invalid_token')
  })

  it('without a signature (alg none) is refused', async () => {
    const unsecured = new UnsecuredJWT(claims()).encode()
    await expectRefused(await me(`Bearer ${unsecured}`), 'invalid_token')
    const header = btoa(JSON.stringify({ alg: 'none', typ: 'at+jwt' })).replaceAll('=', '')
    await expectRefused(await me(`Bearer ${header}.${unsecured.split('.')[1]}.`), 'invalid_token')
  })

  it.each(['HS384', 'HS512'])('signed by %s is refused', async (alg) => {
    await expectRefused(await me(`Bearer ${await sign({}, { alg })}`), 'invalid_token')
  })

  it.each<[string, Claims]>([
    ['another audience', { aud: 'agent-skills-marketplace' }],
    ['another issuer', { iss: 'someone-else' }],
    ['an expiry that is not a number', { exp: 'tomorrow' }],
    ['an expiry that no date can say', { exp: 1e300 }],
    ['an expiry after the year 9999', { exp: 253_402_300_800 }],
    ['an expiry in parts of a second', { exp: inAnHour() + 0.5 }],
    ['a role that is not a string', { role: ['admin'] }],
    ['a beginning in the future', { nbf: 4_000_000_000 }],
    ...['aud', 'iss', 'exp', 'iat', 'sub', 'role'].map(
      (name) => [`no ${name}`, { [name]: undefined }] satisfies [string, Claims],
    ),
  ])('with %s is refused', async (_, changes) => {
    await expectRefused(await me(`Bearer ${await sign(changes)}`), 'invalid_token')
  })

  it.each([['JWT'], [undefined], ['']])('of the type %s is refused', async (typ) => {
    await expectRefused(await me(`Bearer ${await sign({}, { typ })}`), 'invalid_token')
  })

  it('with an unknown critical header is refused', async () => {
    const { token } = await issue()
    const header = btoa(JSON.stringify({ alg: 'HS256', typ: 'at+jwt', crit: ['x'], x: 1 })).replaceAll('=', '')
    await expectRefused(await me(`Bearer ${header}.${token.split('.').slice(1).join('.')}`), 'invalid_token')
  })
})

describe('everything else under /v1/admin', () => {
  it.each(['/v1/admin', '/v1/admin/', '/v1/admin/nothing', '/v1/admin/me/more'])(
    '%s is a private 404',
    async (path) => {
      const response = await api.call(path, { headers: { Origin: 'https://evil.test' } })
      expectPrivate(response)
      expect(await readProblem(response)).toMatchObject({ status: 404, code: 'not_found' })
    },
  )

  it('does not answer a preflight from another site', async () => {
    for (const path of ['/v1/admin/me', '/v1/admin/login', '/v1/admin/skills', '/v1/admin/nothing']) {
      const headers = { Origin: 'https://evil.test', 'Access-Control-Request-Method': 'POST' }
      const response = await api.call(path, { method: 'OPTIONS', headers })
      expectPrivate(response)
      expect(response.headers.get('Access-Control-Allow-Methods')).toBeNull()
      expect(response.headers.get('Access-Control-Allow-Headers')).toBeNull()
    }
  })

  it.each(['POST', 'PUT', 'DELETE'])('/v1/admin/me does not allow %s', async (method) => {
    const response = await api.call('/v1/admin/me', { method })
    expectPrivate(response)
    expect(response.headers.get('Allow')).toBe('HEAD, GET, OPTIONS')
    expect(await readProblem(response)).toMatchObject({ status: 405 })
  })
})
