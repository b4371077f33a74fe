import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import { listOf } from '../../../../src/http/answers.ts'
import { AdminTag } from '../../../../src/routes/admin/catalogue/tag-schema.ts'
import { type Api, readProblem, startApi } from '../../../support/api/api.ts'
import { expectNoCursorFails, forgedCursor, walk } from '../../../support/api/cursors.ts'
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

  it.each(['', '&q=c'])('pages through the list by cursor without gaps or repeats (%s)', async (filter) => {
    const whole = await list(`?size=100${filter}`)
    for (const size of [1, 2]) expect(await walk(size, (query) => list(`?${query}${filter}`))).toEqual(whole.items)
  })

  it.each([
    ['size=0', '/size'],
    ['size=101', '/size'],
    ['q=', '/q'],
    ['q=a%00b', '/q'],
    ['page=2', '/page'],
    ['status=active', '/status'],
    ['cursor=abc', '/cursor'],
    [`cursor=${forgedCursor(['admin-sites', 'csv'])}`, '/cursor'],
    [`cursor=${forgedCursor(['admin-tags', 'a\0'])}`, '/cursor'],
  ])('refuses %s, naming %s', async (query, pointer) => {
    const response = await call(`?${query}`)
    expectPrivate(response)
    expect(await readProblem(response)).toMatchObject({ status: 400, errors: [{ in: 'query', pointer }] })
  })

  it('answers any cursor with 200 or 400', async () => {
    await expectNoCursorFails('admin-tags', fc.string({ unit: 'binary' }), (cursor) => call(`?cursor=${cursor}`))
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

  it('answers an unknown id with a 404 problem', async () => {
    const response = await call('/f0000000-0000-4000-8000-000000000000')
    expectPrivate(response)
    expect(await readProblem(response)).toMatchObject({ status: 404, code: 'not_found' })
  })

  it.each(['csv', '%00', "'"])('refuses an id that is not a UUID: %s', async (id) => {
    expect(await readProblem(await call(`/${id}`))).toMatchObject({
      status: 400,
      errors: [{ in: 'path', pointer: '/id' }],
    })
  })
})
