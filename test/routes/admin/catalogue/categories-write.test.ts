import { sql } from 'drizzle-orm'
import { afterEach, beforeAll, describe, expect, it } from 'vitest'
import { AdminCategory } from '../../../../src/routes/admin/catalogue/category-schema.ts'
import { FeedPage } from '../../../../src/routes/feed/feed-schema.ts'
import { type Api, readProblem, startApi } from '../../../support/api/api.ts'
import { auditOf } from '../../../support/api/audit.ts'
import { aCategory, aSkill } from '../../../support/builders/builders.ts'
import { expectFeedIsTrue, expectPrivate } from '../../../support/builders/taxonomy.ts'
import { latestSeq, publishAll } from '../../../support/oracles/feed-oracle.ts'

const NOBODY = 'f0000000-0000-4000-8000-000000000000'

let api: Api
let admin: { Authorization: string }
beforeAll(async () => {
  api = await startApi()
  admin = await api.logIn()
})
afterEach(() => expectFeedIsTrue(api.db))

const key = () => `key-${crypto.randomUUID()}`
const post = (body: unknown) => api.send('POST', '/v1/admin/categories', body, admin)
const patch = (id: string, body: unknown) => api.send('PATCH', `/v1/admin/categories/${id}`, body, admin)
const remove = (id: string) => api.call(`/v1/admin/categories/${id}`, { method: 'DELETE', headers: admin })
const get = (id: string) => api.call(`/v1/admin/categories/${id}`, { headers: admin })
const read = async (id: string) => AdminCategory.parse(await (await get(id)).json())
async function create(body: unknown) {
  const response = await post(body)
  expect(response.status).toBe(201)
  return AdminCategory.parse(await response.json())
}
const publicKeys = async () =>
  (await (await api.call('/v1/taxonomy')).json<{ categories: { key: string }[] }>()).categories.map(
    (category) => category.key,
  )
/** The changes in the feed that a write causes. */
async function changesOf(write: () => Promise<unknown>) {
  await publishAll(api.db)
  const last = await latestSeq(api.db)
  await write()
  return FeedPage.parse(await (await api.call(`/v1/feed?after=${last}&limit=100`)).json()).items
}

describe('POST /v1/admin/categories', () => {
  it('stores every field as given, publishes the category and audits it', async () => {
    const fields = { key: key(), name: '회의 😀', description: 'What it is.', sort_order: 7, is_active: true }
    let response = new Response()
    const items = await changesOf(async () => {
      response = await post(fields)
    })
    expect(response.status).toBe(201)
    expect(response.headers.get('Content-Type')).toBe('application/json')
    expectPrivate(response)
    const { id, ...category } = AdminCategory.parse(await response.json())
    expect(category).toMatchObject({ ...fields, skills: 0 })
    expect(category.updated_at).toBe(category.created_at)
    const { is_active, ...payload } = fields
    expect(items).toMatchObject([{ kind: 'category', id, deleted: false, payload }])
    expect(await auditOf(api.db, id)).toMatchObject([
      {
        action: 'category.create',
        actor: 'admin',
        before: null,
        after: fields,
        request_id: response.headers.get('X-Request-Id'),
      },
    ])
    expect(await publicKeys()).toContain(fields.key)
  })

  it('creates an active category from only a key and a name', async () => {
    expect(await create({ key: key(), name: ' x\n' })).toMatchObject({
      name: 'x',
      description: null,
      sort_order: 0,
      is_active: true,
    })
  })

  it('keeps an inactive category private', async () => {
    const fields = { key: key(), name: 'x', is_active: false }
    expect(await changesOf(() => create(fields))).toEqual([])
    expect(await publicKeys()).not.toContain(fields.key)
  })

  it('gives a key to one of several concurrent requests, and a 409 that names it to the others', async () => {
    const fields = { key: key(), name: 'x' }
    const responses = await Promise.all([1, 2, 3, 4].map(() => post(fields)))
    expect(responses.map(({ status }) => status).toSorted()).toEqual([201, 409, 409, 409])
    const refused = responses.find(({ status }) => status === 409) as Response
    expectPrivate(refused)
    const problem = await readProblem(refused)
    expect(problem).toMatchObject({ code: 'conflict', errors: [{ in: 'body', pointer: '/key' }] })
    expect(problem.detail).toContain(`'${fields.key}'`)
    const { rows } = await api.db.execute(sql`select from audit_log where after->>'key' = ${fields.key}`)
    expect(rows).toHaveLength(1)
  })

  it.each([
    ['no key', { key: undefined }, '/key'],
    ['a key of 81 characters', { key: 'x'.repeat(81) }, '/key'],
    ['capitals in a key', { key: 'Key' }, '/key'],
    ['a hyphen at the end of a key', { key: 'a-' }, '/key'],
    ['letters of other scripts in a key', { key: '회의' }, '/key'],
    ['no name', { name: undefined }, '/name'],
    ['a blank name', { name: ' ' }, '/name'],
    ['a name of 121 characters', { name: 'x'.repeat(121) }, '/name'],
    ['a NUL in a name', { name: 'a\0' }, '/name'],
    ['half of a surrogate pair in a description', { description: '\ud800' }, '/description'],
    ['a description of 2001 characters', { description: 'x'.repeat(2001) }, '/description'],
    ['a sort_order that is not a whole number', { sort_order: 1.5 }, '/sort_order'],
    ['a place beyond the bound', { sort_order: 2 ** 31 }, '/sort_order'],
    ['a place in quotes', { sort_order: '1' }, '/sort_order'],
    ['a word for is_active', { is_active: 'yes' }, '/is_active'],
    ['an id of its own', { id: NOBODY }, '/id'],
  ])('refuses %s', async (_, fields, pointer) => {
    const response = await post({ key: key(), name: 'x', ...fields })
    expectPrivate(response)
    const problem = await readProblem(response)
    expect(problem).toMatchObject({ status: 400, code: 'invalid' })
    expect(problem.errors).toContainEqual(expect.objectContaining({ in: 'body', pointer }))
  })
})

describe('PATCH /v1/admin/categories/{id}', () => {
  it.each([
    { name: 'Another' },
    { description: 'Another.' },
    { description: null },
    { sort_order: 0 },
    { sort_order: 1_000_000 },
    { is_active: false },
    { name: 'All', description: 'of it', sort_order: 3, is_active: false },
  ])('sets %j, leaves the rest, publishes the change and audits it', async (fields) => {
    const before = await create({ key: key(), name: 'Name', description: 'Text.', sort_order: 5 })
    let response = new Response()
    const items = await changesOf(async () => {
      response = await patch(before.id, fields)
    })
    expect(response.status).toBe(200)
    expectPrivate(response)
    const after = AdminCategory.parse(await response.json())
    expect(after).toEqual({ ...before, ...fields, updated_at: after.updated_at })
    expect(after.updated_at > before.updated_at).toBe(true)
    expect(items).toMatchObject([{ kind: 'category', id: before.id, deleted: !after.is_active }])
    const [, audited] = await auditOf(api.db, before.id)
    const old = Object.fromEntries(Object.keys(fields).map((field) => [field, before[field as keyof typeof before]]))
    expect(audited).toMatchObject({ action: 'category.update', actor: 'admin' })
    expect([audited?.before, audited?.after]).toEqual([old, fields])
  })

  it('changes nothing if the values are the same', async () => {
    const before = await create({ key: key(), name: 'Name' })
    expect(await changesOf(() => patch(before.id, { name: 'Name', description: null, is_active: true }))).toEqual([])
    expect(await read(before.id)).toEqual(before)
    expect(await auditOf(api.db, before.id)).toHaveLength(1)
  })

  it('leaves the skills in a category that becomes inactive', async () => {
    const { id, key: own } = await create({ key: key(), name: 'Name' })
    const { slug } = await aSkill(api.db, { category_id: id })
    await patch(id, { is_active: false })
    expect(await (await api.call(`/v1/skills/${slug}`)).json()).toMatchObject({ category: { key: own } })
    expect(await publicKeys()).not.toContain(own)
    await patch(id, { is_active: true })
    expect(await publicKeys()).toContain(own)
  })

  it('publishes and audits each of several concurrent changes', async () => {
    const { id } = await create({ key: key(), name: 'Name' })
    const names = [1, 2, 3, 4, 5].map((n) => `Name ${n}`)
    const responses = await Promise.all(names.map((name) => patch(id, { name })))
    expect(responses.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200])
    const rows = (await auditOf(api.db, id)).slice(1)
    expect(rows.map(({ after }) => after?.name).toSorted()).toEqual(names)
    // The state before each change is the state after the previous one.
    expect(rows.map(({ before }) => before?.name)).toEqual(
      ['Name', ...rows.map(({ after }) => after?.name)].slice(0, 5),
    )
  })

  it.each([
    ['nothing to change', {}, ''],
    ['another key', { key: 'another' }, '/key'],
    ['a name of null', { name: null }, '/name'],
    ['a place of null', { sort_order: null }, '/sort_order'],
    ['a count', { skills: 0 }, '/skills'],
    ['a list', [], ''],
    ['null', null, ''],
  ])('refuses %s', async (_, body, pointer) => {
    const before = await create({ key: key(), name: 'Name' })
    const response = await patch(before.id, body)
    expectPrivate(response)
    const problem = await readProblem(response)
    expect(problem).toMatchObject({ status: 400, code: 'invalid' })
    expect(problem.errors).toContainEqual(expect.objectContaining({ in: 'body', pointer }))
    expect(await read(before.id)).toEqual(before)
  })

  it.each([NOBODY, 'nowhere'])('answers 404 for an unknown category: %s', async (category) => {
    expect(await readProblem(await patch(category, { name: 'x' }))).toMatchObject({ status: 404, code: 'not_found' })
  })
})

describe('DELETE /v1/admin/categories/{id}', () => {
  it('deletes an unused category and its empty boards, and publishes a tombstone', async () => {
    const category = await create({ key: key(), name: 'Name' })
    await api.tick()
    const boards = () => api.db.execute(sql`select from rank_snapshots where category_id = ${category.id}::uuid`)
    expect((await boards()).rows).toHaveLength(1)
    const items = await changesOf(async () => {
      const response = await remove(category.id)
      expect(response.status).toBe(204)
      expectPrivate(response)
      expect(await response.text()).toBe('')
    })
    expect(items).toMatchObject([{ kind: 'category', id: category.id, deleted: true, payload: {} }])
    expect((await boards()).rows).toEqual([])
    expect((await get(category.id)).status).toBe(404)
    expect((await remove(category.id)).status).toBe(404)
    expect((await auditOf(api.db, category.id)).at(-1)).toMatchObject({
      action: 'category.delete',
      before: { key: category.key },
      after: null,
    })
  })

  it('is refused while the category has skills of any status, aliases or boards with entries, and says how many', async () => {
    const { id } = await create({ key: key(), name: 'Name' })
    const skill = await aSkill(api.db, { category_id: id })
    const draft = await aSkill(api.db, { category_id: id, status: 'draft' })
    await api.db.execute(sql`
      insert into category_aliases (id, source_id, category_id, raw_category, created_at, updated_at)
      values (gen_random_uuid(), gen_random_uuid(), ${id}::uuid, 'x', now(), now())`)
    await api.tick()
    const refused = async (detail: string) => {
      const enqueued = async () =>
        (await api.db.execute(sql`select max(id) from publish_outbox where kind = 'category'`)).rows
      const before = await enqueued()
      const response = await remove(id)
      expect(await enqueued()).toEqual(before)
      expectPrivate(response)
      const problem = await readProblem(response)
      expect(problem).toMatchObject({ status: 409, code: 'conflict' })
      expect(problem.detail).toContain(detail)
      expect(problem.detail).toContain('is_active')
      expect((await read(id)).id).toBe(id)
    }
    await refused('2 skills (of any status), 1 aliases and 1 boards')
    const other = await aCategory(api.db, key())
    for (const { id: skillId } of [skill, draft])
      await api.send('PATCH', `/v1/admin/skills/${skillId}`, { category_id: other }, admin)
    await refused('0 skills (of any status), 1 aliases and 1 boards')
    await api.db.execute(sql`delete from category_aliases`)
    await refused('0 skills (of any status), 0 aliases and 1 boards')
    expect((await auditOf(api.db, id)).map(({ action }) => action)).toEqual(['category.create'])
  })

  it('answers 404 for an unknown id and 400 for an invalid one', async () => {
    const before = await latestSeq(api.db)
    expect(await readProblem(await remove(NOBODY))).toMatchObject({ status: 404, code: 'not_found' })
    expect(await readProblem(await remove('%00'))).toMatchObject({
      status: 400,
      errors: [{ in: 'path', pointer: '/id' }],
    })
    expect(await latestSeq(api.db)).toBe(before)
  })
})
