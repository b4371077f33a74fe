import { sql } from 'drizzle-orm'
import { beforeAll, describe, expect, it } from 'vitest'
import type { z } from 'zod'
import { scoreSkillsJob } from '../../../src/jobs/ranking/score-skills.ts'
import { RankingPage } from '../../../src/routes/ranking/board-schema.ts'
import { type Api, readProblem, startApi } from '../../support/api/api.ts'
import { aCategory, aSkill } from '../../support/builders/builders.ts'
import { runAt } from '../../support/run/jobs.ts'

type Page = z.output<typeof RankingPage>

const TODAY = new Date().toISOString().slice(0, 10)

let api: Api

async function board(query = '', of = api): Promise<Page> {
  const response = await of.call(`/v1/rankings${query}`)
  expect(response.status).toBe(200)
  return RankingPage.parse(await response.json())
}
const names = (page: Page) => page.items.map((item) => item.name)

/** Seven skills that rank a to g. c, d and e tie, so their last change decides. e and f tie in that too, so their ids decide. */
async function sevenSkills(of: Api) {
  const { db } = of
  await aCategory(db, 'empty')
  await aSkill(db, { name: 'a', category: 'science', stars: 100, updatedAt: '2026-01-01T00:00:00Z' })
  await aSkill(db, { name: 'b', category: 'art', stars: 50, updatedAt: '2026-01-01T00:00:00Z' })
  await aSkill(db, { name: 'd', category: 'science', stars: 3, updatedAt: '2026-01-03T00:00:00Z' })
  await aSkill(db, { name: 'c', category: 'art', stars: 3, updatedAt: '2026-01-04T00:00:00Z' })
  const tied = [
    await aSkill(db, { name: 'e', stars: 3, updatedAt: '2026-01-02T00:00:00Z' }),
    await aSkill(db, { name: 'f', stars: 3, updatedAt: '2026-01-02T00:00:00Z' }),
  ].sort((one, other) => (one.id < other.id ? -1 : 1))
  const original = await aSkill(db, { name: 'g' })
  await aSkill(db, { name: 'copy', stars: 1000, duplicateOf: original.id })
  await aSkill(db, { name: 'draft', stars: 1000, status: 'draft' })
  await db.execute(sql`update skill_popularity set popularity_score = ln(1 + github_stars)`)
  return ['a', 'b', 'c', 'd', ...tied.map((skill) => skill.name), 'g']
}

let order: string[]
beforeAll(async () => {
  api = await startApi()
  order = await sevenSkills(api)
  await api.tick()
})

describe('before the first snapshot', () => {
  it('a board is computed from the current places, in the order of the snapshots', async () => {
    const fresh = await startApi()
    const expected = await sevenSkills(fresh)
    await runAt(fresh.db, scoreSkillsJob)
    const page = await board('', fresh)
    expect(names(page)).toEqual(expected)
    expect(page).toMatchObject({
      scope: 'global',
      category: null,
      is_snapshot: false,
      snapshot: null,
      snapshot_date: null,
    })
    expect(page).toMatchObject({ page: 1, page_size: 20, total: 7, total_pages: 1, next_cursor: null })
    expect(page.items.map((item) => item.rank)).toEqual([1, 2, 3, 4, 5, 6, 7])
    expect(names(await board('?category=science', fresh))).toEqual(['a', 'd'])
    expect(names(await board('?page=3&page_size=3', fresh))).toEqual(['g'])
  })

  it('there is no board of any day', async () => {
    const fresh = await startApi()
    expect(await readProblem(await fresh.call(`/v1/rankings?date=${TODAY}`))).toMatchObject({ status: 404 })
  })

  it('is empty on an empty catalogue', async () => {
    expect(await board('', await startApi())).toMatchObject({ items: [], total: 0, total_pages: 0, is_snapshot: false })
  })
})

describe('GET /v1/rankings', () => {
  it('answers the global board of the newest snapshot, with cache headers', async () => {
    const response = await api.call('/v1/rankings')
    expect(response.status).toBe(200)
    expect(response.headers.get('Content-Type')).toBe('application/json')
    expect(response.headers.get('Cache-Control')).toBe(
      'public, max-age=60, stale-while-revalidate=600, stale-if-error=3600',
    )
    expect(response.headers.get('Cache-Tag')).toBe('rankings')
    expect(response.headers.get('Access-Control-Allow-Origin')).toBe('*')
    const page = RankingPage.parse(await response.json())
    expect(page).toMatchObject({ scope: 'global', category: null, is_snapshot: true, snapshot_date: TODAY, total: 7 })
    expect(names(page)).toEqual(order)
    expect(page.items[0]).toMatchObject({ rank: 1, slug: 'acme--a', owner: 'acme', category: { key: 'science' } })
    expect(page.items[0]?.score).toBeCloseTo(Math.log(101), 4)
    expect(Date.now() - Date.parse(page.generated_at)).toBeLessThan(60_000)
  })

  it('answers 304 to a matching If-None-Match', async () => {
    const etag = (await api.call('/v1/rankings')).headers.get('ETag') ?? ''
    expect((await api.call('/v1/rankings', { headers: { 'If-None-Match': etag } })).status).toBe(304)
  })

  it('keeps to the snapshot while the counts change', async () => {
    const own = await startApi()
    await aSkill(own.db, { name: 'first', stars: 2 })
    const second = await aSkill(own.db, { name: 'second', stars: 1 })
    await own.tick()
    await own.db.execute(sql`update skill_popularity set popularity_score = 99 where skill_id = ${second.id}::uuid`)
    await aSkill(own.db, { name: 'third', score: 100 })
    expect(names(await board('', own))).toEqual(['first', 'second'])
  })

  it('leaves out a skill that was archived since', async () => {
    const own = await startApi()
    const { id } = await aSkill(own.db, { stars: 2 })
    await aSkill(own.db, { name: 'stays', stars: 1 })
    await own.tick()
    await own.call(`/v1/admin/skills/${id}`, { method: 'DELETE', headers: await own.logIn() })
    expect((await board('', own)).items).toMatchObject([{ name: 'stays', rank: 2 }])
  })

  it.each(['?category=science', '?scope=category&category=science'])(
    'answers the board of a category: %s',
    async (query) => {
      const page = await board(query)
      expect(page).toMatchObject({ scope: 'category', category: 'science', is_snapshot: true, total: 2 })
      expect(page.items.map((item) => [item.rank, item.name])).toEqual([
        [1, 'a'],
        [2, 'd'],
      ])
    },
  )

  it('answers the empty board of a category without skills', async () => {
    expect(await board('?category=empty')).toMatchObject({ items: [], total: 0, total_pages: 0, is_snapshot: true })
  })

  it('answers the global board for scope=global', async () => {
    expect(names(await board('?scope=global'))).toEqual(order)
  })
})

describe('pages', () => {
  it('have their number and the total when asked by number', async () => {
    const page = await board('?page=2&page_size=3')
    expect(page).toMatchObject({ page: 2, page_size: 3, total: 7, total_pages: 3 })
    expect(names(page)).toEqual(order.slice(3, 6))
    expect(page.items.map((item) => item.rank)).toEqual([4, 5, 6])
  })

  it('are empty after the last one, but still have the total', async () => {
    expect(await board('?page=10000&page_size=100')).toMatchObject({
      items: [],
      next_cursor: null,
      total: 7,
      total_pages: 1,
    })
  })

  it.each(['?page_size=2', '?page_size=7', '?category=art&page_size=1'])(
    'go through %s by cursor without loss or repetition',
    async (query) => {
      const whole = await board(query.replace(/page_size=\d+/, 'page_size=100'))
      const seen: string[] = []
      let cursor: string | null = ''
      while (cursor !== null) {
        const page: Page = await board(`${query}${cursor && `&cursor=${cursor}`}`)
        if (cursor) expect(page.page).toBeNull()
        expect(page.snapshot).toBe(whole.snapshot)
        seen.push(...names(page))
        cursor = page.next_cursor
      }
      expect(seen).toEqual(names(whole))
    },
  )

  it('by cursor stay on their day after midnight', async () => {
    const own = await startApi()
    await sevenSkills(own)
    await own.tick()
    await own.db.execute(sql`update rank_snapshots set snapshot_date = '2026-02-10'`)
    const first = await board('?page_size=3', own)
    await own.db.execute(
      sql`update skill_popularity set github_stars = 9999 where skill_id in (select id from skills where name = 'g')`,
    )
    await own.tick()
    expect(names(await board('', own))[0]).toBe('g')
    const second = await board(`?page_size=3&cursor=${first.next_cursor}`, own)
    expect(second.snapshot_date).toBe('2026-02-10')
    expect(names(first)).not.toContain(names(second)[0])
    expect(second.items.map((item) => item.rank)).toEqual([4, 5, 6])
  })
})

describe('a day', () => {
  it('is answered from its own snapshot', async () => {
    const own = await startApi()
    await aSkill(own.db, { name: 'early' })
    await own.tick()
    await own.db.execute(sql`update rank_snapshots set snapshot_date = '2026-02-10'`)
    await aSkill(own.db, { name: 'late', stars: 5 })
    await own.tick()
    const past = await board('?date=2026-02-10', own)
    expect(past).toMatchObject({ snapshot_date: '2026-02-10', is_snapshot: true, total: 1 })
    expect(names(past)).toEqual(['early'])
    expect(names(await board('', own))).toEqual(['late', 'early'])
    expect(await readProblem(await own.call('/v1/rankings?date=2026-02-11'))).toMatchObject({
      status: 404,
      code: 'not_found',
    })
  })

  it('of today may be cached', async () => {
    expect(names(await board(`?date=${TODAY}`))).toEqual(order)
  })
})

describe('a skill whose file has vanished', () => {
  it('is marked on stored and on live pages', async () => {
    const gone = '2026-02-01T00:00:00.000Z'
    const other = await startApi()
    const { id } = await aSkill(other.db, { name: 'gone', stars: 9 })
    await aSkill(other.db, { name: 'there', stars: 8 })
    await other.db.execute(sql`update skills set vanished_at = ${gone}::timestamptz where id = ${id}::uuid`)
    await other.tick()
    const marks = (page: Page) => page.items.map(({ name, vanished_at }) => [name, vanished_at])
    const expected = [
      ['gone', gone],
      ['there', null],
    ]
    const stored = await board('', other)
    expect([stored.is_snapshot, marks(stored)]).toEqual([true, expected])
    const live = await board('?by=power', other)
    expect(marks(live).sort()).toEqual(expected)
  })
})
