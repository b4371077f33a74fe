import { beforeAll, describe, expect, it } from 'vitest'
import { RankingPage } from '../../../src/routes/ranking/board-schema.ts'
import { type Api, readProblem, startApi } from '../../support/api/api.ts'
import { aSkill } from '../../support/builders/builders.ts'

let api: Api

async function top(query = '') {
  const response = await api.call(`/v1/rankings/top${query}`)
  expect(response.status).toBe(200)
  return RankingPage.parse(await response.json())
}

beforeAll(async () => {
  api = await startApi()
  for (let stars = 1; stars <= 12; stars++)
    await aSkill(api.db, { name: `with-${stars}-stars`, category: stars % 2 ? 'odd' : 'even', stars })
  await api.tick()
})

describe('GET /v1/rankings/top', () => {
  it('answers the first ten places, with cache headers', async () => {
    const response = await api.call('/v1/rankings/top')
    expect(response.headers.get('Cache-Control')).toBe(
      'public, max-age=60, stale-while-revalidate=600, stale-if-error=3600',
    )
    expect(response.headers.get('Cache-Tag')).toBe('rankings')
    const page = RankingPage.parse(await response.json())
    expect(page.items.map((item) => item.rank)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10])
    expect(page.items[0]?.name).toBe('with-12-stars')
    expect(page).toMatchObject({
      scope: 'global',
      is_snapshot: true,
      page: 1,
      page_size: 10,
      total: 12,
      total_pages: 2,
    })
  })

  it('answers as many places as asked for', async () => {
    expect((await top('?limit=1')).items.map((item) => item.name)).toEqual(['with-12-stars'])
    expect((await top('?limit=100')).items).toHaveLength(12)
  })

  it('has a cursor that goes on in the whole board', async () => {
    const { next_cursor: cursor } = await top('?limit=10')
    const rest = RankingPage.parse(await (await api.call(`/v1/rankings?cursor=${cursor}`)).json())
    expect(rest.items.map((item) => item.name)).toEqual(['with-2-stars', 'with-1-stars'])
  })

  it.each(['popularity', 'power'])('takes its own cursor, which leads through the whole board by %s', async (by) => {
    const ranks: number[] = []
    let page = await top(`?by=${by}&limit=5`)
    for (;;) {
      ranks.push(...page.items.map((item) => (by === 'power' ? (item.power_position ?? 0) : item.rank)))
      if (page.next_cursor === null) break
      page = await top(`?limit=5&cursor=${page.next_cursor}`)
      expect(page).toMatchObject({ by, page: null, page_size: 5, total: 12 })
    }
    expect(ranks).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12])
  })

  it('refuses the cursor of another list', async () => {
    const { next_cursor: cursor } = await (await api.call('/v1/skills?size=1')).json<{ next_cursor: string }>()
    const problem = await readProblem(await api.call(`/v1/rankings/top?cursor=${cursor}`))
    expect(problem).toMatchObject({ status: 400, errors: [{ in: 'query', pointer: '/cursor' }] })
  })

  it('answers the first places by power, and goes on by cursor', async () => {
    const page = await top('?by=power&limit=3')
    expect(page).toMatchObject({ by: 'power', page_size: 3, total: 12 })
    expect(page.items.map((item) => item.power_position)).toEqual([1, 2, 3])
    const rest = RankingPage.parse(await (await api.call(`/v1/rankings?cursor=${page.next_cursor}`)).json())
    expect(rest.by).toBe('power')
    expect(rest.items.map((item) => item.power_position)).toEqual([4, 5, 6, 7, 8, 9, 10, 11, 12])
  })

  it('answers the first places of a category', async () => {
    const page = await top('?scope=category&category=odd&limit=2')
    expect(page.items.map((item) => [item.rank, item.name])).toEqual([
      [1, 'with-11-stars'],
      [2, 'with-9-stars'],
    ])
    expect(page).toMatchObject({ scope: 'category', category: 'odd', total: 6 })
  })

  it.each(['0', '101', '-1', 'ten', '1e2', '', '99999999999'])('refuses the limit %s', async (limit) => {
    const problem = await readProblem(await api.call(`/v1/rankings/top?limit=${limit}`))
    expect(problem).toMatchObject({ status: 400, code: 'invalid', errors: [{ in: 'query', pointer: '/limit' }] })
  })

  it.each(['page=2', 'date=2026-02-10', 'cursor=abc', 'snapshot=abc'])('refuses %s', async (query) => {
    const pointer = `/${query.split('=')[0]}`
    const problem = await readProblem(await api.call(`/v1/rankings/top?${query}`))
    expect(problem).toMatchObject({ status: 400, code: 'invalid', errors: [{ in: 'query', pointer }] })
  })
})
