import { sql } from 'drizzle-orm'
import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { sha256Hex } from '../../../../src/domain/text/hash.ts'
import { AdminSite } from '../../../../src/routes/admin/events/site-schema.ts'
import { type Api, readProblem, startApi } from '../../../support/api/api.ts'
import { aSite } from '../../../support/builders/builders.ts'

const NOBODY = 'f0000000-0000-4000-8000-000000000000'

let api: Api
let admin: { Authorization: string }
let site: { id: string; key: string }
beforeAll(async () => {
  api = await startApi()
  admin = await api.logIn()
})
beforeEach(async () => {
  site = await aSite(api.db, { origins: ['https://example.org'], dailyQuota: 100 })
})

const patch = (body: unknown, id = site.id) => api.send('PATCH', `/v1/admin/sites/${id}`, body, admin)
const read = async (id = site.id) =>
  AdminSite.parse(await (await api.call(`/v1/admin/sites/${id}`, { headers: admin })).json())
const secretHash = async () =>
  (await api.db.execute(sql`select secret_hash from sites where id = ${site.id}::uuid`)).rows[0]?.secret_hash

async function change(body: unknown) {
  const response = await patch(body)
  expect(response.status).toBe(200)
  expect(response.headers.get('Content-Type')).toBe('application/json')
  expect(response.headers.get('Cache-Control')).toBe('private, no-store')
  expect(response.headers.get('Access-Control-Allow-Origin')).toBeNull()
  const text = await response.text()
  expect(text).not.toMatch(/secret|[0-9a-f]{64}/)
  return AdminSite.parse(JSON.parse(text))
}

describe('PATCH /v1/admin/sites/{id}', () => {
  it.each([
    { name: 'Another name' },
    { allowed_origins: ['http://localhost:3000', 'https://b.example'] },
    { allowed_origins: [] },
    { daily_quota: 5 },
    { daily_quota: null },
    { status: 'paused' },
  ])('sets %j and leaves the rest', async (fields) => {
    const before = await read()
    const hash = await secretHash()
    const after = await change(fields)
    const { as_of, updated_at } = after
    expect(after).toEqual({ ...before, ...fields, as_of, updated_at })
    expect(Date.parse(updated_at)).toBeGreaterThanOrEqual(Date.parse(before.updated_at))
    expect({ ...(await read()), as_of }).toEqual(after)
    expect(await secretHash()).toBe(hash)
  })

  it('sets every field at once, sent twice too', async () => {
    const fields = { name: '회의 😀 "\\', allowed_origins: ['https://a.example'], daily_quota: 1, status: 'paused' }
    await change(fields)
    expect(await change(fields)).toMatchObject({ ...fields, id: site.id, key: site.key })
  })

  it.each(['active', 'paused'])('restores an archived site as %s', async (status) => {
    const { id } = await aSite(api.db, { status: 'archived' })
    expect(AdminSite.parse(await (await patch({ status }, id)).json()).status).toBe(status)
  })

  it('leaves an archived site archived when something else changes', async () => {
    const { id } = await aSite(api.db, { status: 'archived' })
    expect(AdminSite.parse(await (await patch({ name: 'x' }, id)).json()).status).toBe('archived')
  })

  it('leaves other sites alone', async () => {
    const { id } = await aSite(api.db)
    const { as_of, ...before } = await read(id)
    await change({ name: 'Only mine', status: 'paused' })
    expect(await read(id)).toMatchObject(before)
  })
})

describe('PATCH /v1/admin/sites/{id} refuses', () => {
  it.each([
    ['nothing to change', {}, ''],
    ['another key', { key: 'another' }, '/key'],
    ['a secret', { secret: 'sks_mine' }, '/secret'],
    ['a secret hash', { name: 'x', secret_hash: 'a'.repeat(64) }, '/secret_hash'],
    ['a count', { received_today: 0 }, '/received_today'],
    ['to archive, which is DELETE', { status: 'archived' }, '/status'],
    ['a name of null', { name: null }, '/name'],
    ['a blank name', { name: '\t' }, '/name'],
    ['origins of null', { allowed_origins: null }, '/allowed_origins'],
    ['an origin with a path', { allowed_origins: ['https://example.org/'] }, '/allowed_origins/0'],
    ['a quota below 1', { daily_quota: -1 }, '/daily_quota'],
    ['a list', [], ''],
    ['null', null, ''],
  ])('%s', async (_, body, pointer) => {
    const before = await read()
    const response = await patch(body)
    expect(response.headers.get('Cache-Control')).toBe('private, no-store')
    const problem = await readProblem(response)
    expect(problem).toMatchObject({ status: 400, code: 'invalid' })
    expect(problem.errors).toContainEqual(expect.objectContaining({ in: 'body', pointer }))
    expect({ ...(await read()), as_of: before.as_of }).toEqual(before)
  })

  it.each([NOBODY, 'nobody'])('an unknown site: %s', async (site) => {
    expect(await readProblem(await patch({ name: 'x' }, site))).toMatchObject({ status: 404, code: 'not_found' })
  })

  it('anything without a token', async () => {
    const response = await api.send('PATCH', `/v1/admin/sites/${site.id}`, { name: 'Stolen' })
    expect(response.headers.get('Cache-Control')).toBe('private, no-store')
    expect(await readProblem(response)).toMatchObject({ status: 401, code: 'unauthorized' })
    expect((await read()).name).toBe(`Site ${site.key}`)
  })
})

describe('the audit log of sites', () => {
  it('says who created, changed and archived a site and replaced its secret, without any secret', async () => {
    const made = await api.send('POST', '/v1/admin/sites', { key: 'audited', name: 'Audited' }, admin)
    const { id, secret } = await made.json<{ id: string; secret: string }>()
    await api.send('PATCH', `/v1/admin/sites/${id}`, { name: 'Renamed' }, admin)
    await api.send('PATCH', `/v1/admin/sites/${id}`, { name: 'Renamed' }, admin)
    await api.call(`/v1/admin/sites/${id}/secret`, { method: 'POST', headers: admin })
    await api.call(`/v1/admin/sites/${id}`, { method: 'DELETE', headers: admin })
    const { rows } = await api.db.execute(
      sql`select actor, action, before, after from audit_log where target_type = 'site' and target_id = ${id} order by id`,
    )
    const fingerprint = { secret_fingerprint: expect.stringMatching(/^[0-9a-f]{8}$/) }
    expect(rows).toEqual([
      {
        actor: 'admin',
        action: 'site.create',
        before: null,
        after: expect.objectContaining({ key: 'audited', ...fingerprint }),
      },
      { actor: 'admin', action: 'site.update', before: { name: 'Audited' }, after: { name: 'Renamed' } },
      { actor: 'admin', action: 'site.rotate_secret', before: fingerprint, after: fingerprint },
      { actor: 'admin', action: 'site.update', before: { status: 'active' }, after: { status: 'archived' } },
    ])
    expect(JSON.stringify(rows)).not.toContain(secret)
    expect(JSON.stringify(rows)).not.toContain(await sha256Hex(secret))
  })
})
