import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import { listOf } from '../../../../src/http/answers.ts'
import { AdminCategory } from '../../../../src/routes/admin/catalogue/category-schema.ts'
import { type Api, readProblem, startApi } from '../../../support/api/api.ts'
import { expectNoCursorFails, forgedCursor, walk } from '../../../support/api/cursors.ts'
import { aCategory, aSkill } from '../../../support/builders/builders.ts'
import { expectPrivate } from '../../../support/builders/taxonomy.ts'

const Page = listOf(AdminCategory)

let api: Api
let admin: { Authorization: string }
beforeAll(async () => {
  api = await startApi()
  admin = await api.logIn()
  await aCategory(api.db, 'zoology', { sortOrder: 1 })
  await aCategory(api.db, 'science', { sortOrder: 2 })
  await aCategory(api.db, 'art', { sortOrder: 2 })
  await aCategory(api.db, 'hidden', { sortOrder: -5, active: false })
  const { id } = await aSkill(api.db, { category: 'science' })
  await aSkill(api.db, { category: 'science', duplicateOf: id })
  await aSkill(api.db, { category: 'science', status: 'draft' })
  await aSkill(api.db, { category: 'hidden' })
})

const call = (query = '') => api.call(`/v1/admin/categories${query}`, { headers: admin })
const list = async (query = '') => Page.parse(await (await call(query)).json())

describe('GET /v1/admin/categories', () => {
  it('lists all categories in their order, with the number of listed skills', async () => {
    const response = await call()
    expect(response.status).toBe(200)
    expect(response.headers.get('Content-Type')).toBe('application/json')
    expectPrivate(response)
    const { items, next_cursor } = Page.parse(await response.json())
    expect(next_cursor).toBeNull()
    expect(
      items.map(({ key, name, sort_order, is_active, skills }) => [key, name, sort_order, is_active, skills]),
    ).toEqual([
      ['hidden', 'HIDDEN', -5, false, 1],
      ['zoology', 'ZOOLOGY', 1, true, 0],
      ['art', 'ART', 2, true, 0],
      ['science', 'SCIENCE', 2, true, 1],
    ])
  })

  it('pages through the list by cursor without gaps or repeats', async () => {
    const whole = await list('?size=100')
    for (const size of [1, 3]) expect(await walk(size, (query) => list(`?${query}`))).toEqual(whole.items)
  })

  it.each([
    ['size=0', '/size'],
    ['size=101', '/size'],
    ['page=2', '/page'],
    ['cursor=abc', '/cursor'],
    [`cursor=${forgedCursor(['admin-tags', 'a'])}`, '/cursor'],
    [`cursor=${forgedCursor(['admin-categories', 2 ** 31, 'a'])}`, '/cursor'],
    [`cursor=${forgedCursor(['admin-categories', 1, 'a\0'])}`, '/cursor'],
  ])('refuses %s, naming %s', async (query, pointer) => {
    const response = await call(`?${query}`)
    expectPrivate(response)
    expect(await readProblem(response)).toMatchObject({ status: 400, errors: [{ in: 'query', pointer }] })
  })

  it('answers any cursor with 200 or 400', async () => {
    const key = fc.oneof(fc.integer(), fc.double(), fc.string({ unit: 'binary' }))
    await expectNoCursorFails('admin-categories', key, (cursor) => call(`?cursor=${cursor}`))
  })
})

describe('GET /v1/admin/categories/{id}', () => {
  it('answers a category as in the list', async () => {
    for (const category of (await list()).items) {
      const response = await call(`/${category.id}`)
      expect(response.status).toBe(200)
      expectPrivate(response)
      expect(AdminCategory.parse(await response.json())).toEqual(category)
    }
  })

  it('answers an unknown id with a 404 problem', async () => {
    const response = await call('/f0000000-0000-4000-8000-000000000000')
    expectPrivate(response)
    expect(await readProblem(response)).toMatchObject({ status: 404, code: 'not_found' })
  })

  it.each(['science', '%00', "'"])('refuses an id that is not a UUID: %s', async (id) => {
    expect(await readProblem(await call(`/${id}`))).toMatchObject({
      status: 400,
      errors: [{ in: 'path', pointer: '/id' }],
    })
  })
})
