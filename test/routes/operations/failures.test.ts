import { sql } from 'drizzle-orm'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { type Api, readProblem, startApi } from '../../support/api/api.ts'
import { emptyDatabase } from '../../support/run/database.ts'
import { logOf } from '../../support/run/log.ts'

const PATHS = [
  '/v1/skills',
  '/v1/skills?q=words',
  '/v1/skills/a--b',
  '/v1/skills/a--b/similar',
  '/v1/skills/a--b/copies',
  '/v1/suggest?q=a',
  '/v1/taxonomy',
  '/v1/addresses',
  '/v1/addresses/skills',
  '/v1/feed',
  '/v1/feed?after=0',
  '/v1/feed/latest',
  '/v1/rankings',
  '/v1/rankings/top',
  '/v1/rankings/distribution',
  '/v1/repositories/a/b',
  '/v1/runs',
  '/health/ready',
]

/** The answer to a call, and the lines logged during it. */
async function watch(act: () => Promise<Response>) {
  let response: Response | undefined
  const lines = await logOf(async () => {
    response = await act()
  })
  if (!response) throw new Error('There was no answer.')
  return { response, lines, errors: lines.map((line) => JSON.parse(line)).filter((line) => line.level === 'error') }
}

const anEvent = (api: Api) => api.send('POST', '/v1/events', { event_id: 'e', slug: 'a--b', event_type: 'use' })

describe('a setting that is missing or weak', () => {
  it.each([
    ['JWT_SECRET', 'only-31-bytes-are-not-enough-xx', /JWT_SECRET: must have at least 32 bytes/],
    ['JWT_SECRET', undefined, /JWT_SECRET/],
    ['EVENT_HASH_SECRET', 'weak-secret', /EVENT_HASH_SECRET: must have at least 32 bytes/],
    ['DATABASE_URL', 'mysql://user:weak-secret@host/db', /DATABASE_URL: must be a postgres:\/\/ connection string/],
    ['DATABASE_ENDPOINT', 'ftp://weak-secret', /DATABASE_ENDPOINT/],
    ['ADMIN_USERNAME', '', /ADMIN_USERNAME/],
    ['ADMIN_PASSWORD', 'weak-secret', /ADMIN_PASSWORD: must have at least 12 characters/],
    ['SIGNING_KEY', 'weak-secret', /SIGNING_KEY: must be a private Ed25519 key as PKCS8/],
    ['SIGNING_KEY', '', /SIGNING_KEY: must be a private Ed25519 key/],
    ['SIGNING_KEYS_PUBLISHED', 'weak-secret', /SIGNING_KEYS_PUBLISHED: must be public Ed25519 keys/],
    ['SIGNING_KEYS_PUBLISHED', Array(11).fill('A'.repeat(43)).join(), /SIGNING_KEYS_PUBLISHED: must have at most 10/],
    ['FILES', 'weak-secret', /FILES: must be an R2 bucket/],
  ])('%s = %s causes a 500 without details, and a log line that names the binding', async (name, value, named) => {
    const api = await startApi({ [name]: value })
    for (const path of ['/v1/skills', '/v1/admin/me', '/health/ready']) {
      const { response, lines, errors } = await watch(() => api.call(path))
      expect(response.headers.get('Cache-Control')).toBe(path.includes('admin') ? 'private, no-store' : 'no-store')
      const text = await response.clone().text()
      expect(await readProblem(response)).toMatchObject({
        status: 500,
        code: 'internal',
        detail: 'The error was logged under this request_id. Please report it if it happens again.',
      })
      expect(text).not.toMatch(/SECRET|PASSWORD|DATABASE|USERNAME|weak-secret|31-bytes/)
      expect(errors).toHaveLength(1)
      expect(errors[0]).toMatchObject({ event: 'unhandled_error', error: 'ConfigError' })
      expect(errors[0].message).toMatch(named)
      expect(lines.join()).not.toMatch(/weak-secret|31-bytes|correct horse/)
    }
  })

  it('names all faulty bindings at once', async () => {
    const api = await startApi({ JWT_SECRET: 'short', ADMIN_PASSWORD: undefined })
    const { errors } = await watch(() => api.call('/v1/skills'))
    expect(errors[0].message).toMatch(/JWT_SECRET.*ADMIN_PASSWORD/)
  })
})

describe('a database that refuses a statement', () => {
  const withoutTables = async () => startApi({ DATABASE_URL: (await emptyDatabase()).url })

  it.each(PATHS)('is a 500 without a word of SQL: %s', async (path) => {
    const api = await withoutTables()
    const { response, lines, errors } = await watch(() => api.call(path))
    expect(response.headers.get('Cache-Control')).toBe('no-store')
    expect(response.headers.get('Cache-Tag')).toBeNull()
    expect(await response.clone().text()).not.toMatch(/select|relation|function|exist|42P01|42883|postgres/i)
    expect(await readProblem(response)).toMatchObject({ status: 500, code: 'internal' })
    // there is neither a table nor a function
    const code = expect.stringMatching(/^42(P01|883)$/)
    expect(errors).toMatchObject([{ event: 'unhandled_error', code }])
    expect(lines.join()).not.toMatch(/select|postgres:|words|a--b'/i)
  })

  it('causes a 500 without any SQL for writes too', async () => {
    const api = await startApi()
    const admin = await api.logIn()
    await api.db.execute(sql`drop table skills, skill_events, raw_events cascade`)
    const writes = [
      () => anEvent(api),
      () => api.send('POST', '/v1/admin/skills', { name: 'a-name-of-a-skill' }, admin),
      () => api.call('/v1/admin/skills/f0000000-0000-4000-8000-000000000000', { method: 'DELETE', headers: admin }),
    ]
    for (const write of writes) {
      const { response, lines, errors } = await watch(write)
      expect(await readProblem(response)).toMatchObject({ status: 500, code: 'internal' })
      expect(errors).toMatchObject([{ code: '42P01' }])
      expect(lines.join()).not.toMatch(/insert|update |a-name-of-a-skill/i)
    }
  })

  it('causes a 500 when the database does not exist', async () => {
    const { url } = await emptyDatabase()
    const api = await startApi({ DATABASE_URL: url.replace(/[^/]*$/, 'no_such_database') })
    const { response, lines } = await watch(() => api.call('/v1/skills'))
    expect(response.status).toBe(500)
    expect(await response.clone().text()).not.toContain('no_such_database')
    expect(lines.join()).not.toContain('no_such_database')
    await readProblem(response)
  })
})

describe('an unavailable database', () => {
  const lost = () => Promise.reject(new Error('Network connection lost.'))
  const answers = (status: number, body: object) => () => Promise.resolve(Response.json(body, { status }))
  /** Makes the endpoint fail. The set-up of the test is done by then. */
  const failing = async (how: () => Promise<Response>) => {
    const api = await startApi()
    vi.spyOn(globalThis, 'fetch').mockImplementation(how)
    return api
  }
  afterEach(() => {
    vi.restoreAllMocks()
  })

  async function expectUnavailable(act: () => Promise<Response>) {
    const { response, lines, errors } = await watch(act)
    expect(response.headers.get('Retry-After')).toBe('5')
    expect(response.headers.get('Cache-Control')).toBe('no-store')
    expect(response.headers.get('Access-Control-Allow-Origin')).toBe('*')
    expect(await response.clone().text()).not.toMatch(/127\.0\.0\.1|select|postgres|lost/i)
    expect(await readProblem(response)).toMatchObject({ status: 503, code: 'unavailable' })
    expect(errors).toMatchObject([{ event: 'database_unavailable' }])
    expect(lines.join()).not.toMatch(/select|postgres:/i)
  }

  it('at a closed port causes a 503 with the time for a retry', async () => {
    const api = await startApi({ DATABASE_ENDPOINT: 'http://127.0.0.1:1/sql' })
    await expectUnavailable(() => api.call('/health/ready'))
  })

  it.each(PATHS)('is a 503 that says when to try again: %s', async (path) => {
    const api = await failing(lost)
    await expectUnavailable(() => api.call(path))
  })

  it.each([
    ['gives up', () => Promise.reject(new DOMException('The operation timed out.', 'TimeoutError'))],
    ['answers 500', answers(500, { message: 'select 1 failed' })],
    ['answers 502 without JSON', () => Promise.resolve(new Response('<html>select', { status: 502 }))],
    ['has no connection left', answers(400, { message: 'too many connections', code: '53300' })],
    ['is shutting down', answers(400, { message: 'terminating connection', code: '57P01' })],
    ['lost the connection', answers(400, { message: 'connection failure', code: '08006' })],
  ])('causes a 503 when it %s', async (_, how) => {
    const api = await failing(how)
    await expectUnavailable(() => api.call('/v1/skills'))
  })

  it('causes a 503 for an event, which may be sent again', async () => {
    const api = await failing(lost)
    await expectUnavailable(() => anEvent(api))
  })
})
