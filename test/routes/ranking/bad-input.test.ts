import { beforeAll, describe, expect, it } from 'vitest'
import { RankingPage } from '../../../src/routes/ranking/board-schema.ts'
import { type Api, readProblem, startApi } from '../../support/api/api.ts'
import { aSkill } from '../../support/builders/builders.ts'

let api: Api
beforeAll(async () => {
  api = await startApi()
  await aSkill(api.db, { category: 'science', stars: 1 })
  await aSkill(api.db, { category: 'science', stars: 2 })
  await aSkill(api.db, { category: 'art' })
  await api.tick()
})

const ID = 'f0000000-0000-4000-8000-000000000000'
const cursor = (json: string) => btoa(json).replaceAll('=', '')

describe('GET /v1/rankings and /v1/rankings/top refuse', () => {
  const both = ['/v1/rankings', '/v1/rankings/top']
  const cases = [
    ['scope=category', '/category', 'is required with scope=category'],
    ['scope=global&category=science', '/category', 'cannot be combined with scope=global'],
    ['scope=galaxy', '/scope', 'must be one of: global, category'],
    ['scope=global&scope=global', '/scope', 'must be given only once'],
    ['category=', '/category', 'must not be empty'],
    ['category=a%00b', '/category', 'must not contain NUL characters or lone surrogates'],
    ['categry=science', '/categry', 'is not a known parameter; did you mean `category`?'],
  ] as const
  it.each(both.flatMap((path) => cases.map((one) => [path, ...one] as const)))(
    '%s?%s: %s %s',
    async (path, query, pointer, message) => {
      const response = await api.call(`${path}?${query}`)
      expect(response.headers.get('Cache-Control')).toBe('no-store')
      const problem = await readProblem(response)
      expect(problem).toMatchObject({ status: 400, code: 'invalid', errors: [{ in: 'query', pointer, message }] })
      expect(problem.detail).toBe(`query ${pointer}: ${message}`)
    },
  )

  it.each(both)('%s of an unknown category', async (path) => {
    const problem = await readProblem(await api.call(`${path}?category=sceince`))
    const message = 'there is no category "sceince"; did you mean "science"?'
    expect(problem).toMatchObject({
      ...{ status: 404, code: 'not_found', detail: `query /category: ${message}` },
      errors: [{ in: 'query', pointer: '/category', message }],
    })
  })

  it.each(both)('%s no key for its case', async (path) => {
    const page = RankingPage.parse(await (await api.call(`${path}?category=Science`)).json())
    expect(page).toMatchObject({ category: 'science', total: 2 })
  })

  it('a date without a board in words that say so', async () => {
    const problem = await readProblem(await api.call('/v1/rankings?category=science&date=2001-01-01'))
    expect(problem).toMatchObject({
      ...{ status: 404, code: 'not_found', errors: undefined },
      detail: 'There is no such board: the date or snapshot is not stored.',
    })
  })

  it.each([
    ['date=yesterday', '/date'],
    ['date=2026-02-30', '/date'],
    ['date=2026-2-1', '/date'],
    ['date=0000-01-01', '/date'],
    ['date=2026-02-10T00:00:00Z', '/date'],
    ['page=0', '/page'],
    ['page=-1', '/page'],
    ['page=10001', '/page'],
    ['page=9999999999', '/page'],
    ['page_size=0', '/page_size'],
    ['page_size=101', '/page_size'],
    ['page_size=1.5', '/page_size'],
    ['limit=5', '/limit'],
    ['by=stars', '/by'],
    ['by=', '/by'],
    ['snapshot=', '/snapshot'],
    ['snapshot=latest', '/snapshot'],
    [`snapshot=${ID.slice(1)}`, '/snapshot'],
    ['cursor=abc', '/cursor'],
    [`page=2&cursor=${cursor(`["board","popularity","${ID}",3]`)}`, '/cursor'],
    [`cursor=${cursor(`["board","popularity","${ID}",-1]`)}`, '/cursor'],
    [`cursor=${cursor(`["board","popularity","${ID}",1.5]`)}`, '/cursor'],
    [`cursor=${cursor(`["board","popularity","${ID}",2147483647]`)}`, '/cursor'],
    [`cursor=${cursor(`["board","popularity","${ID}",2147483648]`)}`, '/cursor'],
    [`cursor=${cursor(`["board","popularity","${ID}",9007199254740991]`)}`, '/cursor'],
    [`cursor=${cursor('["board","popularity","no-uuid",1]')}`, '/cursor'],
    [`cursor=${cursor(`["board","${ID}",1]`)}`, '/cursor'],
    [`cursor=${cursor(`["board","stars","${ID}",1]`)}`, '/cursor'],
    [`cursor=${cursor(`["popular",1,"${ID}"]`)}`, '/cursor'],
  ])('/v1/rankings?%s, naming %s', async (query, pointer) => {
    const problem = await readProblem(await api.call(`/v1/rankings?${query}`))
    expect(problem).toMatchObject({ status: 400, code: 'invalid', errors: [{ in: 'query', pointer }] })
  })

  it.each(both)('%s with a cursor of a day before year 1', async (path) => {
    const problem = await readProblem(await api.call(`${path}?cursor=${cursor('["day","popularity","0000-01-01",0]')}`))
    expect(problem).toMatchObject({ status: 400, code: 'invalid', errors: [{ in: 'query', pointer: '/cursor' }] })
  })

  it.each(['date=0001-01-01', 'date=1999-12-31', 'date=9999-12-31'])('%s, a day that is not stored', async (query) => {
    const problem = await readProblem(await api.call(`/v1/rankings?${query}`))
    expect(problem).toMatchObject({ status: 404, code: 'not_found' })
  })

  it.each([
    ['of a snapshot that was deleted', `["board","popularity","${ID}",3]`],
    ['at the end of all ranks', `["board","popularity","${ID}",1000000000]`],
  ])('a cursor %s', async (_, json) => {
    expect(await readProblem(await api.call(`/v1/rankings?cursor=${cursor(json)}`))).toMatchObject({ status: 404 })
  })

  it('a cursor of another board', async () => {
    const page = RankingPage.parse(await (await api.call('/v1/rankings?page_size=1')).json())
    const problem = await readProblem(await api.call(`/v1/rankings?category=science&cursor=${page.next_cursor}`))
    expect(problem).toMatchObject({ status: 404, code: 'not_found' })
  })

  it('but not a cursor of an existing board, however far beyond its end', async () => {
    const { snapshot } = RankingPage.parse(await (await api.call('/v1/rankings')).json())
    for (const rank of [3, 1_000_000_000]) {
      const response = await api.call(
        `/v1/rankings?page_size=100&cursor=${cursor(`["board","popularity","${snapshot}",${rank}]`)}`,
      )
      expect(RankingPage.parse(await response.json())).toMatchObject({ items: [], next_cursor: null, total: 3 })
    }
  })
})
