import { sql } from 'drizzle-orm'
import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { readCategoryAliases } from '../../../../src/db/intake/category-aliases.ts'
import { listOf } from '../../../../src/http/answers.ts'
import { CategoryAlias } from '../../../../src/routes/admin/catalogue/category-alias-schema.ts'
import { type Api, readProblem, startApi } from '../../../support/api/api.ts'
import { auditOf } from '../../../support/api/audit.ts'
import { aCategory } from '../../../support/builders/builders.ts'
import { expectPrivate } from '../../../support/builders/taxonomy.ts'

const NOBODY = 'f0000000-0000-4000-8000-000000000000'
const Page = listOf(CategoryAlias)

let api: Api
let admin: { Authorization: string }
let source: string
let media: string
let science: string
beforeAll(async () => {
  api = await startApi()
  admin = await api.logIn()
  media = await aCategory(api.db, 'media')
  science = await aCategory(api.db, 'science')
})
beforeEach(async () => {
  source = await aSource()
})

async function aSource() {
  const id = crypto.randomUUID()
  await api.db.execute(sql`
    insert into skill_sources (id, name, type, created_at, updated_at) values (${id}::uuid, ${id}, 'github', now(), now())`)
  return id
}
const post = (body: unknown) => api.send('POST', '/v1/admin/category-aliases', body, admin)
const patch = (id: string, body: unknown) => api.send('PATCH', `/v1/admin/category-aliases/${id}`, body, admin)
const call = (path = '', method = 'GET') => api.call(`/v1/admin/category-aliases${path}`, { method, headers: admin })
const list = async (query = '') => Page.parse(await (await call(query)).json())
async function create(raw_category: string, category_id = media) {
  const response = await post({ source_id: source, raw_category, category_id })
  expect(response.status).toBe(201)
  return CategoryAlias.parse(await response.json())
}

describe('POST /v1/admin/category-aliases', () => {
  it('maps a name of the source to a category, and audits it', async () => {
    const fields = { source_id: source, raw_category: '동영상 & Film', category_id: media }
    const response = await post({ ...fields, raw_category: `  ${fields.raw_category}\n` })
    expect(response.status).toBe(201)
    expect(response.headers.get('Content-Type')).toBe('application/json')
    expectPrivate(response)
    const { id, ...alias } = CategoryAlias.parse(await response.json())
    expect(alias).toMatchObject({ ...fields, affected_skills: 0 })
    expect(await readCategoryAliases(api.db, source)).toEqual(new Map([['동영상 & film', 'media']]))
    expect(await auditOf(api.db, id)).toMatchObject([
      {
        action: 'category_alias.create',
        actor: 'admin',
        before: null,
        after: fields,
        request_id: response.headers.get('X-Request-Id'),
      },
    ])
  })

  it('refuses a name that the source already has, in any case', async () => {
    await create('Video Ünit')
    for (const raw_category of ['Video Ünit', 'vIDEO ÜNIT', ' video ünit ']) {
      const response = await post({ source_id: source, raw_category, category_id: science })
      expectPrivate(response)
      expect(await readProblem(response)).toMatchObject({
        status: 409,
        code: 'conflict',
        errors: [{ in: 'body', pointer: '/raw_category' }],
      })
    }
    expect((await post({ source_id: await aSource(), raw_category: 'Video Ünit', category_id: media })).status).toBe(
      201,
    )
  })

  it('gives a name to one of several concurrent requests', async () => {
    const responses = await Promise.all(
      ['x', 'X', 'x', ' X'].map((raw_category) => post({ source_id: source, raw_category, category_id: media })),
    )
    expect(responses.map(({ status }) => status).toSorted()).toEqual([201, 409, 409, 409])
    expect((await list(`?source_id=${source}`)).items).toHaveLength(1)
  })

  it.each([
    ['no source', { source_id: undefined }, '/source_id'],
    ['a source that is not a UUID', { source_id: 'github' }, '/source_id'],
    ['a source that is not there', { source_id: NOBODY }, '/source_id'],
    ['a category that is not there', { category_id: NOBODY }, '/category_id'],
    ['a category by a key that none has', { category_id: 'nowhere' }, '/category_id'],
    ['no name', { raw_category: undefined }, '/raw_category'],
    ['a blank name', { raw_category: ' \t' }, '/raw_category'],
    ['a name of 201 characters', { raw_category: 'x'.repeat(201) }, '/raw_category'],
    ['a NUL in a name', { raw_category: 'a\0' }, '/raw_category'],
    ['half of a surrogate pair', { raw_category: '\udc00' }, '/raw_category'],
    ['a count', { affected_skills: 0 }, '/affected_skills'],
  ])('refuses %s', async (_, fields, pointer) => {
    const response = await post({ source_id: source, raw_category: 'x', category_id: media, ...fields })
    expectPrivate(response)
    const problem = await readProblem(response)
    expect(problem).toMatchObject({ status: 400, code: 'invalid' })
    expect(problem.errors).toContainEqual(expect.objectContaining({ in: 'body', pointer }))
    expect((await list(`?source_id=${source}`)).items).toEqual([])
  })
})

describe('PATCH /v1/admin/category-aliases/{id}', () => {
  it('maps the name to another category, and audits it', async () => {
    const before = await create('Video')
    const response = await patch(before.id, { category_id: science })
    expect(response.status).toBe(200)
    expectPrivate(response)
    const after = CategoryAlias.parse(await response.json())
    expect(after).toEqual({ ...before, category_id: science, updated_at: after.updated_at })
    expect(after.updated_at > before.updated_at).toBe(true)
    expect((await auditOf(api.db, before.id)).at(-1)).toMatchObject({
      action: 'category_alias.update',
      before: { category_id: media },
      after: { category_id: science },
    })
  })

  it('changes nothing if the category is the same', async () => {
    const before = await create('Video')
    expect(await (await patch(before.id, { category_id: media })).json()).toEqual(before)
    expect(await auditOf(api.db, before.id)).toHaveLength(1)
  })

  it.each([
    ['nothing to change', {}, '/category_id'],
    ['a category that is not there', { category_id: NOBODY }, '/category_id'],
    ['null', { category_id: null }, '/category_id'],
    ['another name', { category_id: NOBODY, raw_category: 'x' }, '/raw_category'],
    ['another source', { category_id: NOBODY, source_id: NOBODY }, '/source_id'],
  ])('refuses %s', async (_, body, pointer) => {
    const before = await create('Video')
    const problem = await readProblem(await patch(before.id, body))
    expect(problem).toMatchObject({ status: 400, code: 'invalid' })
    expect(problem.errors).toContainEqual(expect.objectContaining({ in: 'body', pointer }))
    expect((await list(`?source_id=${source}`)).items).toEqual([before])
  })

  it('answers 404 for an unknown id and 400 for an invalid one', async () => {
    expect(await readProblem(await patch(NOBODY, { category_id: media }))).toMatchObject({
      status: 404,
      code: 'not_found',
    })
    expect(await readProblem(await patch('x', { category_id: media }))).toMatchObject({
      status: 400,
      errors: [{ in: 'path', pointer: '/id' }],
    })
  })
})

describe('DELETE /v1/admin/category-aliases/{id}', () => {
  it('deletes the alias, and audits it', async () => {
    const { id } = await create('Video')
    const response = await call(`/${id}`, 'DELETE')
    expect(response.status).toBe(204)
    expectPrivate(response)
    expect(await readCategoryAliases(api.db, source)).toEqual(new Map())
    expect((await auditOf(api.db, id)).at(-1)).toMatchObject({
      action: 'category_alias.delete',
      before: { raw_category: 'Video' },
      after: null,
    })
    expect((await call(`/${id}`, 'DELETE')).status).toBe(404)
    await create('Video')
  })

  it('answers 404 for an unknown id and 400 for an invalid one', async () => {
    expect(await readProblem(await call(`/${NOBODY}`, 'DELETE'))).toMatchObject({ status: 404, code: 'not_found' })
    expect(await readProblem(await call('/%00', 'DELETE'))).toMatchObject({
      status: 400,
      errors: [{ in: 'path', pointer: '/id' }],
    })
  })
})

describe('GET /v1/admin/category-aliases', () => {
  it('lists the aliases of a source or category, newest first', async () => {
    const [one, two, three] = [await create('One'), await create('Two', science), await create('Three')]
    const response = await call(`?source_id=${source}`)
    expect(response.status).toBe(200)
    expectPrivate(response)
    expect(Page.parse(await response.json())).toEqual({ items: [three, two, one], next_cursor: null })
    expect((await list(`?source_id=${source}&category_id=${science}`)).items).toEqual([two])
    expect((await list(`?category_id=${science}&size=100`)).items).not.toContainEqual(one)
    expect((await list(`?source_id=${NOBODY}`)).items).toEqual([])
    expect(await (await call(`/${two.id}`)).json()).toEqual(two)
  })
})
