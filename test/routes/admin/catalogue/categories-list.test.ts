import { beforeAll, describe, expect, it } from 'vitest'
import { listOf } from '../../../../src/http/answers.ts'
import { AdminCategory } from '../../../../src/routes/admin/catalogue/category-schema.ts'
import { type Api, readProblem, startApi } from '../../../support/api/api.ts'
import { forgedCursor } from '../../../support/api/cursors.ts'
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

  it('refuses a cursor with an order that no category can have', async () => {
    const response = await call(`?cursor=${forgedCursor(['admin-categories', 2 ** 31, 'a'])}`)
    expect(await readProblem(response)).toMatchObject({ status: 400, errors: [{ in: 'query', pointer: '/cursor' }] })
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
})
