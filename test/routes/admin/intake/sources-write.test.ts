import { sql } from 'drizzle-orm'
import { beforeAll, describe, expect, it } from 'vitest'
import { AdminSource } from '../../../../src/routes/admin/intake/source-schema.ts'
import { type Api, readProblem, startApi } from '../../../support/api/api.ts'
import { aStoredFile } from '../../../support/builders/raw-files.ts'

let api: Api
let admin: { Authorization: string }
beforeAll(async () => {
  api = await startApi({ SOURCE_ORIGINS: 'https://skills.example.org' })
  admin = await api.logIn()
})

let made = 0
const aRepo = () => `https://github.com/Acme/kit-${++made}`
const post = (body: unknown) => api.send('POST', '/v1/admin/sources', body, admin)
const patch = (id: string, body: unknown) => api.send('PATCH', `/v1/admin/sources/${id}`, body, admin)
const remove = (id: string) => api.call(`/v1/admin/sources/${id}`, { method: 'DELETE', headers: admin })
const read = async (id: string) =>
  AdminSource.parse(await (await api.call(`/v1/admin/sources/${id}`, { headers: admin })).json())
async function create(body: Record<string, unknown>) {
  const response = await post(body)
  expect(response.status).toBe(201)
  return AdminSource.parse(await response.json())
}
const change = async (id: string, body: unknown) => {
  const response = await patch(id, body)
  expect(response.status).toBe(200)
  return AdminSource.parse(await response.json())
}
const set = (id: string, fields: string) =>
  api.db.execute(sql.raw(`update skill_sources set ${fields} where id = '${id}'`))
const etagOf = async (id: string) =>
  (await api.db.execute(sql`select crawl_etag from skill_sources where id = ${id}::uuid`)).rows[0]?.crawl_etag

describe('POST /v1/admin/sources', () => {
  it('creates an active source that is crawled daily from now on, and approved by hand', async () => {
    const base_url = aRepo()
    const response = await post({ type: 'github', base_url })
    expect(response.status).toBe(201)
    expect(response.headers.get('Cache-Control')).toBe('private, no-store')
    const source = AdminSource.parse(await response.json())
    expect(source).toMatchObject({
      ...{ type: 'github', base_url, name: base_url.replace('https://github.com/', 'github:').toLowerCase() },
      ...{ owner: null, parent_id: null, status: 'active', auto_approve: false, crawl_interval_minutes: 1440 },
      ...{ crawl_interval_follows: true },
      ...{ is_due: true, last_crawled_at: null, crawl_error: null, crawl_failures: 0, vanished_at: null },
      ...{ children: 0, aliases: [], last_run: null },
      files: { total: 0, new: 0, approved: 0, rejected: 0, vanished: 0 },
    })
    expect(await read(source.id)).toEqual(source)
  })

  it('stores every field as given', async () => {
    const fields = {
      ...{ type: 'catalog', name: '카탈로그', base_url: 'https://skills.example.org/a', owner: 'Example' },
      ...{ auto_approve: true, crawl_interval_minutes: 15, status: 'paused' },
    }
    expect(await create(fields)).toMatchObject({ ...fields, is_due: false })
  })

  it.each([
    [{ type: 'github' }, 1440, true],
    [{ type: 'list' }, 1440, true],
    [{ type: 'catalog' }, 1440, false],
    [{ type: 'github', crawl_interval_minutes: 1440 }, 1440, false],
    [{ type: 'github', crawl_interval_minutes: 60, crawl_interval_follows: true }, 60, true],
    [{ type: 'catalog', crawl_interval_follows: true }, 1440, true],
    [{ type: 'github', crawl_interval_minutes: null, crawl_interval_follows: true }, null, false],
  ] as const)('lets the interval of %j be %s, following changes: %s', async (given, interval, follows) => {
    made++
    const base_url = given.type === 'github' ? aRepo() : `https://skills.example.org/${given.type}/${made}`
    expect(await create({ ...given, base_url })).toMatchObject({
      crawl_interval_minutes: interval,
      crawl_interval_follows: follows,
    })
  })

  it('creates a source that is crawled only on request', async () => {
    const source = await create({ type: 'github', base_url: aRepo(), crawl_interval_minutes: null })
    expect(source).toMatchObject({ crawl_interval_minutes: null, next_crawl_at: null, is_due: false })
  })

  it.each([
    ['github', 'https://github.com/Some-Owner', 'https://github.com/Some-Owner', 'github:some-owner'],
    ['github', 'https://github.com/some/repo.git', 'https://github.com/some/repo', 'github:some/repo'],
    ['github', 'https://GitHub.com/some/other/tree/main/x', 'https://github.com/some/other', 'github:some/other'],
    ['catalog', 'https://skills.example.org/', 'https://skills.example.org', 'catalog:skills.example.org'],
    [
      'list',
      'https://raw.githubusercontent.com/o/r/main/README.md#x',
      'https://raw.githubusercontent.com/o/r/main/README.md',
      'list:raw.githubusercontent.com/o/r/main/README.md',
    ],
  ])('stores the address of a %s in canonical form: %s', async (type, base_url, kept, name) => {
    expect(await create({ type, base_url })).toMatchObject({ base_url: kept, name })
  })

  it('refuses the address of another source, in any case, and names that source', async () => {
    const { id, name, base_url } = await create({ type: 'github', base_url: aRepo() })
    const problem = await readProblem(
      await post({ type: 'github', base_url: base_url?.toUpperCase().replace('HTTPS', 'https') }),
    )
    expect(problem).toMatchObject({ status: 409, code: 'conflict' })
    expect(problem.detail).toContain(`'${name}' (${id})`)
  })

  it('refuses the address of a source that a live search has added, and names it', async () => {
    const { sourceId } = await aStoredFile(api.db, { repo: 'found/kit', source: 'github:found/kit' })
    const problem = await readProblem(await post({ type: 'github', base_url: 'https://github.com/Found/kit' }))
    expect(problem).toMatchObject({ status: 409 })
    expect(problem.detail).toContain(sourceId)
    expect(await change(sourceId, { crawl_interval_minutes: 60 })).toMatchObject({ is_due: true })
  })

  it('refuses a name that another source has', async () => {
    const { id, name } = await create({ type: 'github', base_url: aRepo() })
    const problem = await readProblem(await post({ type: 'github', base_url: aRepo(), name }))
    expect(problem).toMatchObject({ status: 409 })
    expect(problem.detail).toContain(id)
  })

  it('gives an address to one of several concurrent requests', async () => {
    const base_url = aRepo()
    const responses = await Promise.all([1, 2, 3, 4].map((n) => post({ type: 'github', base_url, name: `n-${n}` })))
    expect(responses.map(({ status }) => status).toSorted()).toEqual([201, 409, 409, 409])
  })

  it.each([
    ['no type', { type: undefined }, '/type'],
    ['a type that is not crawled', { type: 'folder' }, '/type'],
    ['no address', { base_url: undefined }, '/base_url'],
    ['a repository of another host', { base_url: 'https://gitlab.com/acme/kit' }, '/base_url'],
    ['GitHub by http', { base_url: 'http://github.com/acme/kit' }, '/base_url'],
    ['another host after an at sign', { base_url: 'https://github.com@evil.test/acme/kit' }, '/base_url'],
    ['a path out of GitHub', { base_url: 'https://github.com/../x' }, '/base_url'],
    ['a catalogue of a host that is not listed', { type: 'catalog', base_url: 'https://evil.test' }, '/base_url'],
    ['a list by http', { type: 'list', base_url: 'http://skills.example.org/x' }, '/base_url'],
    ['a private address', { type: 'catalog', base_url: 'https://10.0.0.1' }, '/base_url'],
    ['this machine', { type: 'catalog', base_url: 'http://localhost:8787' }, '/base_url'],
    ['another port', { type: 'catalog', base_url: 'https://skills.example.org:8443' }, '/base_url'],
    ['a password', { type: 'catalog', base_url: 'https://a:b@skills.example.org' }, '/base_url'],
    ['an invalid address', { type: 'catalog', base_url: 'skills' }, '/base_url'],
    ['a blank name', { name: ' ' }, '/name'],
    ['an owner of 101 characters', { owner: 'x'.repeat(101) }, '/owner'],
    ['an interval of 14 minutes', { crawl_interval_minutes: 14 }, '/crawl_interval_minutes'],
    ['an interval of over 30 days', { crawl_interval_minutes: 43_201 }, '/crawl_interval_minutes'],
    ['a status that only a crawl gives', { status: 'error' }, '/status'],
    ['an ETag of its own', { crawl_etag: 'x' }, '/crawl_etag'],
  ])('refuses %s', async (_, fields, pointer) => {
    const problem = await readProblem(await post({ type: 'github', base_url: 'https://github.com/acme/x', ...fields }))
    expect(problem).toMatchObject({ status: 400, code: 'invalid' })
    expect(problem.errors).toContainEqual(expect.objectContaining({ in: 'body', pointer }))
  })
})

describe('PATCH /v1/admin/sources/{id}', () => {
  it('starts over at another address, and goes on at the same', async () => {
    const { id, base_url } = await create({ type: 'github', base_url: aRepo() })
    const was = `crawl_etag = 'x', crawl_cursor = 'y', crawl_error = 'z', crawl_failures = 3, status = 'error', next_crawl_at = '2100-01-01'`
    await set(id, was)
    expect(await change(id, { base_url })).toMatchObject({ status: 'error', crawl_failures: 3, is_due: false })
    expect(await etagOf(id)).toBe('x')
    const moved = aRepo()
    expect(await change(id, { base_url: moved })).toMatchObject({
      ...{ base_url: moved, status: 'active', crawl_failures: 0, crawl_error: null, is_due: true },
    })
    expect(await etagOf(id)).toBeNull()
  })

  it('makes an activated source due at once, and pauses a source', async () => {
    const { id } = await create({ type: 'github', base_url: aRepo() })
    await set(id, `next_crawl_at = '2100-01-01'`)
    expect(await change(id, { status: 'paused' })).toMatchObject({ status: 'paused', is_due: false })
    expect(await change(id, { status: 'active' })).toMatchObject({ status: 'active', is_due: true })
  })

  it('makes an activated source due, unless its list is paused or no longer names it', async () => {
    const list = await create({ type: 'list', base_url: 'https://raw.githubusercontent.com/acme/lists/main/due.md' })
    const { id } = await create({ type: 'github', base_url: 'https://github.com/acme/due-by-its-list' })
    await api.db.execute(sql`update skill_sources set parent_id = ${list.id}::uuid where id = ${id}::uuid`)
    expect(await change(id, { status: 'active' })).toMatchObject({ is_due: true })
    await change(list.id, { status: 'paused' })
    expect(await change(id, { status: 'active' })).toMatchObject({ is_due: false })
    await change(list.id, { status: 'active' })
    expect(await change(id, { status: 'active' })).toMatchObject({ is_due: true })
    await api.db.execute(sql`update skill_sources set vanished_at = now() where id = ${id}::uuid`)
    expect(await change(id, { status: 'active' })).toMatchObject({ is_due: false })
  })

  it('makes the source due no later than one new interval from now', async () => {
    const { id } = await create({ type: 'github', base_url: aRepo() })
    await set(id, `next_crawl_at = now() + interval '1 day'`)
    const { next_crawl_at } = await change(id, { crawl_interval_minutes: 15 })
    expect(Date.parse(next_crawl_at ?? '') - Date.now()).toBeLessThanOrEqual(15 * 60_000)
    expect(await change(id, { crawl_interval_minutes: null })).toMatchObject({ next_crawl_at: null, is_due: false })
    expect(await change(id, { crawl_interval_minutes: 60 })).toMatchObject({ is_due: true })
  })

  it('fixes the interval by setting it, or as it is, and lets it follow changes again', async () => {
    const { id } = await create({ type: 'github', base_url: aRepo() })
    const of = (interval: number | null, follows: boolean) => ({
      crawl_interval_minutes: interval,
      crawl_interval_follows: follows,
    })
    expect(await change(id, { crawl_interval_minutes: 60 })).toMatchObject(of(60, false))
    expect(await change(id, { crawl_interval_follows: true })).toMatchObject(of(60, true))
    expect(await change(id, { name: `named-${made}` })).toMatchObject(of(60, true))
    expect(await change(id, { crawl_interval_follows: false })).toMatchObject(of(60, false))
    expect(await change(id, { crawl_interval_minutes: null, crawl_interval_follows: true })).toMatchObject(
      of(null, false),
    )
    expect(await change(id, { crawl_interval_follows: true })).toMatchObject({ ...of(1440, true), is_due: true })
  })

  it('leaves a source due that was never crawled, whatever its interval', async () => {
    const { id } = await create({ type: 'github', base_url: aRepo() })
    await set(id, 'next_crawl_at = null')
    expect(await change(id, { crawl_interval_minutes: 15 })).toMatchObject({ is_due: true })
  })

  it('leaves everything else as it is', async () => {
    const before = await create({ type: 'github', base_url: aRepo(), owner: 'Acme', crawl_interval_minutes: 60 })
    const { updated_at, ...after } = await change(before.id, { name: `renamed-${made}` })
    expect({ ...after, updated_at }).toEqual({ ...before, name: `renamed-${made}`, updated_at })
  })

  it('refuses the address and the name of another source', async () => {
    const [one, other] = [
      await create({ type: 'github', base_url: aRepo() }),
      await create({ type: 'github', base_url: aRepo() }),
    ]
    for (const field of ['base_url', 'name'] as const)
      expect(await readProblem(await patch(one.id, { [field]: other[field] }))).toMatchObject({ status: 409 })
    expect(await read(one.id)).toEqual(one)
  })

  it('refuses crawl settings for a folder', async () => {
    const id = crypto.randomUUID()
    await api.db.execute(
      sql`insert into skill_sources (id, name, type, created_at, updated_at) values (${id}::uuid, ${id}, 'folder', now(), now())`,
    )
    const problem = await readProblem(await patch(id, { crawl_interval_minutes: 60 }))
    expect(problem).toMatchObject({ status: 400, errors: [{ pointer: '/crawl_interval_minutes' }] })
    expect(await change(id, { owner: 'Acme' })).toMatchObject({ owner: 'Acme', is_due: false })
    const crawl = await api.send('POST', `/v1/admin/sources/${id}/crawl`, undefined, admin)
    expect(await readProblem(crawl)).toMatchObject({ status: 409 })
  })

  it('refuses an empty change, a type and an unknown id', async () => {
    const { id } = await create({ type: 'github', base_url: aRepo() })
    expect((await patch(id, {})).status).toBe(400)
    expect(await readProblem(await patch(id, { type: 'list' }))).toMatchObject({ errors: [{ pointer: '/type' }] })
    expect((await patch(crypto.randomUUID(), { owner: 'x' })).status).toBe(404)
  })
})

describe('DELETE /v1/admin/sources/{id}', () => {
  it('deletes a source without files, and its aliases', async () => {
    const { id } = await create({ type: 'github', base_url: aRepo() })
    await api.db.execute(sql`
      insert into category_aliases (id, source_id, category_id, raw_category, created_at, updated_at)
      values (gen_random_uuid(), ${id}::uuid, gen_random_uuid(), 'x', now(), now())`)
    const response = await remove(id)
    expect(response.status).toBe(204)
    expect((await remove(id)).status).toBe(404)
    expect((await api.db.execute(sql`select 1 from category_aliases where source_id = ${id}::uuid`)).rows).toEqual([])
    const { rows } = await api.db.execute(
      sql`select action, after from audit_log where request_id = ${response.headers.get('X-Request-Id')} order by action`,
    )
    expect(rows).toEqual(['category_alias.delete', 'source.delete'].map((action) => ({ action, after: null })))
  })

  it('refuses while the source is being crawled', async () => {
    const { id } = await create({ type: 'github', base_url: aRepo() })
    const lease = (expiry: string) =>
      api.db.execute(sql`
        insert into job_leases (key, holder, token, acquired_at, expires_at) values (${`script:crawl-sources:${id}`}, 'x', 1, now(), now() + ${expiry}::interval)
        on conflict (key) do update set expires_at = excluded.expires_at`)
    await lease('1 minute')
    const problem = await readProblem(await remove(id))
    expect(problem).toMatchObject({ status: 409, detail: expect.stringContaining('being crawled') })
    await lease('-1 minute')
    expect((await remove(id)).status).toBe(204)
  })

  it('refuses a source that has files or other sources', async () => {
    const { sourceId } = await aStoredFile(api.db, { repo: 'kept/kit', source: 'github:kept/kit' })
    const parent = await create({ type: 'github', base_url: 'https://github.com/parent' })
    const child = await create({ type: 'github', base_url: aRepo() })
    await set(child.id, `parent_id = '${parent.id}'`)
    for (const id of [sourceId, parent.id])
      expect(await readProblem(await remove(id))).toMatchObject({ status: 409, code: 'conflict' })
    expect(await read(parent.id)).toMatchObject({ children: 1 })
    expect(await read(sourceId)).toMatchObject({ files: { total: 1, new: 1, approved: 0, rejected: 0, vanished: 0 } })
    expect((await remove(child.id)).status).toBe(204)
    expect((await remove(parent.id)).status).toBe(204)
  })
})
