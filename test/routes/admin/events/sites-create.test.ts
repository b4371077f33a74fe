import { sql } from 'drizzle-orm'
import { beforeAll, describe, expect, it } from 'vitest'
import { sha256Hex } from '../../../../src/domain/text/hash.ts'
import { AdminSite, SiteWithSecret } from '../../../../src/routes/admin/events/site-schema.ts'
import { type Api, readProblem, startApi } from '../../../support/api/api.ts'
import { aSite } from '../../../support/builders/builders.ts'

let api: Api
let admin: { Authorization: string }
beforeAll(async () => {
  api = await startApi()
  admin = await api.logIn()
})

const post = (body: unknown) => api.send('POST', '/v1/admin/sites', body, admin)
async function create(body: unknown) {
  const response = await post(body)
  expect(response.status).toBe(201)
  return SiteWithSecret.parse(await response.json())
}
const unique = () => `site-${crypto.randomUUID()}`
const stored = async (key: string) => (await api.db.execute(sql`select * from sites where key = ${key}`)).rows

describe('POST /v1/admin/sites', () => {
  it('stores every field as given, and shows the secret', async () => {
    const fields = {
      key: unique(),
      name: '회의록 😀 <b>"Site"</b>',
      allowed_origins: ['https://example.org', 'https://example.org:8443', 'http://localhost:5173', 'http://127.0.0.1'],
      daily_quota: 2_000_000_000,
      status: 'paused',
    }
    const response = await post(fields)
    expect(response.status).toBe(201)
    expect(response.headers.get('Content-Type')).toBe('application/json')
    expect(response.headers.get('Cache-Control')).toBe('private, no-store')
    expect(response.headers.get('Access-Control-Allow-Origin')).toBeNull()
    const { secret, ...site } = SiteWithSecret.parse(await response.json())
    expect(site).toMatchObject({ ...fields, received_today: 0 })
    expect(site.updated_at).toBe(site.created_at)
    const read = await api.call(`/v1/admin/sites/${site.id}`, { headers: admin })
    const { as_of } = site
    expect({ ...AdminSite.parse(await read.json()), as_of }).toEqual(site)
    expect(secret).toMatch(/^sks_[\w-]{43}$/)
  })

  it('stores only the hash of the secret, and does not show the hash', async () => {
    const response = await post({ key: unique(), name: 'x' })
    const body = await response.text()
    const { key, secret } = SiteWithSecret.parse(JSON.parse(body))
    const [row] = await stored(key)
    expect(row?.secret_hash).toBe(await sha256Hex(secret))
    expect(JSON.stringify(row)).not.toContain(secret)
    expect(body).not.toContain(row?.secret_hash)
  })

  it('creates an active site with a quota and no origins from only a key and a name', async () => {
    expect(await create({ key: unique(), name: '  x\n' })).toMatchObject({
      name: 'x',
      allowed_origins: [],
      daily_quota: 100_000,
      status: 'active',
    })
  })

  it('never gives two sites the same secret', async () => {
    const secrets = await Promise.all([1, 2, 3].map(async () => (await create({ key: unique(), name: 'x' })).secret))
    expect(new Set(secrets).size).toBe(3)
  })

  it.each(['a', '0', 'a-b-0', 'x'.repeat(80)])('accepts the key %s', async (key) => {
    expect((await create({ key, name: 'x' })).key).toBe(key)
  })

  it('stores a repeated origin once', async () => {
    const allowed_origins = ['https://b.example', 'https://a.example', 'https://b.example']
    expect((await create({ key: unique(), name: 'x', allowed_origins })).allowed_origins).toEqual([
      'https://b.example',
      'https://a.example',
    ])
  })

  it.each(['active', 'archived'] as const)('refuses the key of an %s site, naming it', async (status) => {
    const { id, key } = await aSite(api.db, { status })
    const response = await post({ key, name: 'Another' })
    expect(response.headers.get('Cache-Control')).toBe('private, no-store')
    const problem = await readProblem(response)
    expect(problem).toMatchObject({ status: 409, code: 'conflict' })
    expect(problem.detail).toContain(`'${key}'`)
    expect(await stored(key)).toEqual([expect.objectContaining({ id, name: `Site ${key}`, status })])
  })

  it('gives a key to one of several concurrent requests', async () => {
    const key = unique()
    const responses = await Promise.all([1, 2, 3, 4].map(() => post({ key, name: 'x' })))
    expect(responses.map(({ status }) => status).toSorted()).toEqual([201, 409, 409, 409])
    expect(await stored(key)).toHaveLength(1)
  })
})

describe('POST /v1/admin/sites refuses', () => {
  it.each([
    ['no key', { key: undefined }, '/key'],
    ['an empty key', { key: '' }, '/key'],
    ['a key of 81 characters', { key: 'x'.repeat(81) }, '/key'],
    ['capitals in a key', { key: 'Site' }, '/key'],
    ['two hyphens in a key', { key: 'a--b' }, '/key'],
    ['a hyphen at the end of a key', { key: 'a-' }, '/key'],
    ['a line break after a key', { key: 'a\n' }, '/key'],
    ['SQL in a key', { key: "a'; drop table sites; --" }, '/key'],
    ['letters of other scripts in a key', { key: 'сайт' }, '/key'],
    ['no name', { name: undefined }, '/name'],
    ['a blank name', { name: ' \n' }, '/name'],
    ['a name of 201 characters', { name: 'x'.repeat(201) }, '/name'],
    ['a NUL in a name', { name: 'a\0b' }, '/name'],
    ['half of a surrogate pair in a name', { name: 'a\ud800' }, '/name'],
    ['a quota of 0', { daily_quota: 0 }, '/daily_quota'],
    ['half an event', { daily_quota: 1.5 }, '/daily_quota'],
    ['a quota beyond the bound', { daily_quota: 2_000_000_001 }, '/daily_quota'],
    ['a quota in quotes', { daily_quota: '10' }, '/daily_quota'],
    ['a site that is archived from the start', { status: 'archived' }, '/status'],
    ['an unknown status', { status: 'gone' }, '/status'],
    ['no status', { status: null }, '/status'],
    ['origins as a text', { allowed_origins: 'https://example.org' }, '/allowed_origins'],
    [
      '21 origins',
      { allowed_origins: Array.from({ length: 21 }, (_, n) => `https://${n}.example`) },
      '/allowed_origins',
    ],
    ['an origin that is not a string', { allowed_origins: ['https://example.org', 1] }, '/allowed_origins/1'],
    ['a secret of its own', { secret: 'sks_mine' }, '/secret'],
    ['a secret hash', { secret_hash: 'a'.repeat(64) }, '/secret_hash'],
    ['an id of its own', { id: 'f0000000-0000-4000-8000-000000000000' }, '/id'],
  ])('%s', async (_, fields, pointer) => {
    const response = await post({ key: unique(), name: 'x', ...fields })
    expect(response.headers.get('Cache-Control')).toBe('private, no-store')
    const problem = await readProblem(response)
    expect(problem).toMatchObject({ status: 400, code: 'invalid' })
    expect(problem.errors).toContainEqual(expect.objectContaining({ in: 'body', pointer }))
  })

  it.each([
    ['', 'must be an origin such as https://example.org'],
    ['*', 'must be an origin such as https://example.org'],
    ['null', 'must be an origin such as https://example.org'],
    ['example.org', 'must be an origin such as https://example.org'],
    ['//example.org', 'must be an origin such as https://example.org'],
    ['https://', 'must be an origin such as https://example.org'],
    ['https://*.example.org', 'wildcards are not supported'],
    ['http://example.org', 'must be https'],
    ['http://localhost.example.org', 'must be https'],
    ['http://[::1]', 'must be https'],
    ['ftp://example.org', 'must be https'],
    ['javascript:alert(1)', 'must be https'],
    ['blob:https://example.org/x', 'must be https'],
    ['https://example.org/', 'must be only an origin: https://example.org'],
    ['https://example.org/path?q#f', 'must be only an origin: https://example.org'],
    ['https://Example.org', 'must be only an origin: https://example.org'],
    ['https://example.org:443', 'must be only an origin: https://example.org'],
    ['https://user:password@example.org', 'must be only an origin: https://example.org'],
    [' https://example.org', 'must be only an origin: https://example.org'],
    ['https://exam\nple.org', 'must be only an origin: https://example.org'],
    ['https://bücher.example', 'must be only an origin: https://xn--bcher-kva.example'],
    ['http://127.1', 'must be only an origin: http://127.0.0.1'],
    ['http://LOCALHOST:80', 'must be only an origin: http://localhost'],
    [`https://${'a'.repeat(300)}`, '300'],
  ])('the origin %j: %s', async (origin, fault) => {
    const problem = await readProblem(await post({ key: unique(), name: 'x', allowed_origins: [origin] }))
    expect(problem).toMatchObject({ status: 400, code: 'invalid' })
    expect(problem.errors).toEqual([
      { in: 'body', pointer: '/allowed_origins/0', message: expect.stringContaining(fault) },
    ])
  })

  it('a body that is not JSON, has another content type, is not an object or is too large', async () => {
    const send = (type: string) =>
      api.call('/v1/admin/sites', { method: 'POST', body: '{', headers: { 'Content-Type': type, ...admin } })
    expect(await readProblem(await send('application/json'))).toMatchObject({ status: 400, code: 'malformed_json' })
    expect(await readProblem(await send('text/plain'))).toMatchObject({ status: 415, code: 'unsupported_media_type' })
    for (const body of [[], null, 'x'])
      expect(await readProblem(await post(body))).toMatchObject({ status: 400, code: 'invalid' })
    const problem = await readProblem(await post({ key: unique(), name: 'x'.repeat(64 * 1024) }))
    expect(problem).toMatchObject({ status: 413, code: 'payload_too_large' })
  })

  it('anything without a token, before it reads the body', async () => {
    const response = await api.send('POST', '/v1/admin/sites', { nonsense: true })
    expect(response.headers.get('Cache-Control')).toBe('private, no-store')
    expect(response.headers.get('WWW-Authenticate')).toBe('Bearer')
    expect(await readProblem(response)).toMatchObject({ status: 401, code: 'unauthorized' })
  })
})
