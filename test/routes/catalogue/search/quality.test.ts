import { sql } from 'drizzle-orm'
import { beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { SearchQuality } from '../../../../src/routes/catalogue/search/search-quality.ts'
import { type Api, readProblem, startApi } from '../../../support/api/api.ts'

let api: Api
beforeAll(async () => {
  api = await startApi()
})
beforeEach(async () => {
  await api.db.execute(sql`truncate search_positions`)
})

const count = (daysAgo: number, type: string, position: number, events: number) =>
  api.db.execute(sql`
    insert into search_positions (day, event_type, position, events)
    select (now() at time zone 'UTC')::date - ${daysAgo}::int, ${type}, ${position}::int, ${events}::int`)

async function quality(query = '') {
  const response = await api.call(`/v1/search/quality${query}`)
  expect(response.status).toBe(200)
  return SearchQuality.parse(await response.json())
}

const NOTHING = { counted: 0, mean_reciprocal_rank: null, first: null, first_three: null }

describe('GET /v1/search/quality', () => {
  it('has the mean of 1/position of what was opened and installed, and how many stood first', async () => {
    await count(0, 'use', 1, 5)
    await count(1, 'use', 1, 1)
    await count(0, 'use', 2, 2)
    await count(0, 'use', 4, 2)
    await count(0, 'view', 3, 1)
    const { opened, installed } = await quality()
    expect(installed).toEqual({ counted: 10, mean_reciprocal_rank: 0.75, first: 0.6, first_three: 0.8 })
    expect(opened).toEqual({ counted: 1, mean_reciprocal_rank: 0.3333, first: 0, first_three: 1 })
  })

  it('has no figures where nothing is counted', async () => {
    expect(await quality()).toMatchObject({ days: 30, opened: NOTHING, installed: NOTHING })
    await count(0, 'use', 1, 1)
    expect(await quality()).toMatchObject({ opened: NOTHING, installed: { counted: 1, mean_reciprocal_rank: 1 } })
  })

  it('covers as many UTC days as asked for, today included', async () => {
    for (const days of [0, 1, 29, 30, 399, 400]) await count(days, 'use', 1, 1)
    const counted = async (query?: string) => (await quality(query)).installed.counted
    expect(await counted('?days=1')).toBe(1)
    expect(await counted('?days=2')).toBe(2)
    expect(await counted()).toBe(3)
    expect(await counted('?days=400')).toBe(5)
    const { days, from, to, as_of } = await quality('?days=2')
    expect(days).toBe(2)
    expect(Date.parse(to) - Date.parse(from)).toBe(86_400_000)
    expect(Date.parse(as_of)).toBeLessThanOrEqual(Date.now())
  })

  it('may be cached, and is not sent again unchanged', async () => {
    const { headers } = await api.call('/v1/search/quality')
    expect(headers.get('Cache-Control')).toMatch(/^public, max-age=60,/)
    expect(headers.get('Cache-Tag')).toBe('search-quality')
    const again = await api.call('/v1/search/quality', { headers: { 'If-None-Match': headers.get('ETag') ?? '' } })
    expect(again.status).toBe(304)
  })

  it('takes one statement', async () => {
    const fetched = vi.spyOn(globalThis, 'fetch')
    await quality()
    expect(fetched.mock.calls.map(([, init]) => JSON.parse(String(init?.body)))).toEqual([
      { query: expect.any(String), params: expect.any(Array) },
    ])
    fetched.mockRestore()
  })

  it.each([
    ['days=0', '/days'],
    ['days=401', '/days'],
    ['days=x', '/days'],
    ['q=words', '/q'],
  ])('refuses ?%s', async (query, pointer) => {
    const response = await api.call(`/v1/search/quality?${query}`)
    expect(response.headers.get('Cache-Control')).toBe('no-store')
    expect(await readProblem(response)).toMatchObject({ status: 400, errors: [{ in: 'query', pointer }] })
  })
})
