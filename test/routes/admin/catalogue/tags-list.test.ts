import { beforeAll, describe, expect, it } from 'vitest'
import { listOf } from '../../../../src/http/answers.ts'
import { AdminTag } from '../../../../src/routes/admin/catalogue/tag-schema.ts'
import { type Api, startApi } from '../../../support/api/api.ts'
import { aSkill } from '../../../support/builders/builders.ts'
import { expectPrivate, tagId } from '../../../support/builders/taxonomy.ts'

const Page = listOf(AdminTag)

let api: Api
let admin: { Authorization: string }
beforeAll(async () => {
  api = await startApi()
  admin = await api.logIn()
  const { id } = await aSkill(api.db, { tags: ['Data Quality', 'csv', '회의'] })
  await aSkill(api.db, { tags: ['csv', 'unseen'], status: 'draft' })
  await aSkill(api.db, { tags: ['csv'], duplicateOf: id })
  await aSkill(api.db, { tags: ['comma', 'gone'], status: 'archived' })
  await api.send(
    'POST',
    `/v1/admin/tags/${await tagId(api.db, 'comma')}/merge`,
    { into: await tagId(api.db, 'csv') },
    admin,
  )
})

const call = (query = '') => api.call(`/v1/admin/tags${query}`, { headers: admin })
const list = async (query = '') => Page.parse(await (await call(query)).json())
const keys = async (query: string) => (await list(query)).items.map(({ key }) => key)

describe('GET /v1/admin/tags', () => {
  it('lists tags and aliases by key, with the number of active skills', async () => {
    const response = await call()
    expect(response.status).toBe(200)
    expect(response.headers.get('Content-Type')).toBe('application/json')
    expectPrivate(response)
    const { items, next_cursor } = Page.parse(await response.json())
    expect(next_cursor).toBeNull()
    expect(items.map(({ key, name, skills, merged_into }) => [key, name, skills, merged_into])).toEqual([
      ['comma', 'comma', 0, 'csv'],
      ['csv', 'csv', 2, null],
      ['data-quality', 'Data Quality', 1, null],
      ['gone', 'gone', 0, null],
      ['unseen', 'unseen', 0, null],
      ['회의', '회의', 1, null],
    ])
  })

  it.each([
    ['q=CSV', ['csv']],
    ['q=quality', ['data-quality']],
    ['q=DATA%20Q', ['data-quality']],
    ['q=%ED%9A%8C', ['회의']],
    ['q=%25', []],
    ['q=_', []],
    ["q='", []],
  ])('filters by %s', async (query, expected) => {
    expect(await keys(`?${query}`)).toEqual(expected)
  })
})

describe('GET /v1/admin/tags/{id}', () => {
  it('answers a tag or alias as in the list', async () => {
    for (const tag of (await list()).items) {
      const response = await call(`/${tag.id}`)
      expect(response.status).toBe(200)
      expectPrivate(response)
      expect(AdminTag.parse(await response.json())).toEqual(tag)
    }
  })
})
