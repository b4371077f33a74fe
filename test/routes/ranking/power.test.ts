import { beforeAll, describe, expect, it } from 'vitest'
import type { z } from 'zod'
import { scoreSkillsJob } from '../../../src/jobs/ranking/score-skills.ts'
import { RankingPage } from '../../../src/routes/ranking/board-schema.ts'
import { type Api, startApi } from '../../support/api/api.ts'
import { aSkill } from '../../support/builders/builders.ts'
import { runAt } from '../../support/run/jobs.ts'

type Page = z.output<typeof RankingPage>

let api: Api

async function board(query = '', of = api): Promise<Page> {
  const response = await of.call(`/v1/rankings${query}`)
  expect(response.status).toBe(200)
  return RankingPage.parse(await response.json())
}
const names = (page: Page) => page.items.map((item) => item.name)

/** A category of popular skills, and one of little-known skills with one that stands out. */
async function twoCategories({ db }: Api) {
  for (const [name, stars] of [
    ['famous', 9000],
    ['renowned', 8000],
    ['celebrated', 7000],
  ] as const)
    await aSkill(db, { name, stars, category: 'art' })
  for (const [name, stars] of [
    ['outstanding', 60],
    ['plain', 2],
    ['unknown', 0],
  ] as const)
    await aSkill(db, { name, stars, category: 'science' })
}
const BY_POPULARITY = ['famous', 'renowned', 'celebrated', 'outstanding', 'plain', 'unknown']
const BY_POWER = ['outstanding', 'famous', 'renowned', 'celebrated', 'plain', 'unknown']

beforeAll(async () => {
  api = await startApi()
  await twoCategories(api)
  await api.tick()
})

describe('a board by power', () => {
  it('puts the skills first that stand out in their category', async () => {
    expect(names(await board())).toEqual(BY_POPULARITY)
    const page = await board('?by=power')
    expect(page.by).toBe('power')
    expect(names(page)).toEqual(BY_POWER)
    expect(page.items.map((item) => item.power_position)).toEqual([1, 2, 3, 4, 5, 6])
    expect(page.items.map((item) => item.rank)).toEqual([4, 1, 2, 3, 5, 6])
    const scores = page.items.map((item) => item.power_score ?? 0)
    expect(scores).toEqual(scores.toSorted((a, b) => b - a))
  })

  it('of a category has the percentiles and tiers of its members', async () => {
    const page = await board('?category=science&by=power')
    expect(page).toMatchObject({ by: 'power', scope: 'category', category: 'science', total: 3 })
    expect(page.items.map((item) => [item.name, item.power_position, item.percentile, item.power_rank])).toEqual([
      ['outstanding', 1, 0, 'S1'],
      ['plain', 2, 33.3333, 'B2'],
      ['unknown', 3, 66.6667, 'C4'],
    ])
  })

  it('belongs to the same build as the board by popularity', async () => {
    const [one, other] = [await board(), await board('?by=power')]
    expect(one.by).toBe('popularity')
    expect(other.snapshot).toBe(one.snapshot)
    expect(other.total).toBe(one.total)
    const byId = (page: Page) =>
      page.items.toSorted((a, b) => (a.id < b.id ? -1 : 1)).map(({ change, ...item }) => item)
    expect(byId(other)).toEqual(byId(one))
  })

  it.each(['?by=power&page_size=1', '?by=power&page_size=4', '?by=power&category=art&page_size=2'])(
    'goes on by power from the cursor of %s, which says so itself',
    async (query) => {
      const whole = names(await board(query.replace(/page_size=\d+/, 'page_size=100')))
      const seen: string[] = []
      let page = await board(query)
      seen.push(...names(page))
      while (page.next_cursor !== null) {
        page = await board(`${query.replace('by=power&', '')}&cursor=${page.next_cursor}`)
        expect(page.by).toBe('power')
        seen.push(...names(page))
      }
      expect(seen).toEqual(whole)
    },
  )

  it('is paged by number', async () => {
    const page = await board('?by=power&page=2&page_size=4')
    expect(names(page)).toEqual(BY_POWER.slice(4))
    expect(page).toMatchObject({ page: 2, total_pages: 2, next_cursor: null })
  })

  it('has skills without a score at its end', async () => {
    const own = await startApi()
    await aSkill(own.db, { name: 'broken', stars: -1, score: 99 })
    await aSkill(own.db, { name: 'sound' })
    await own.tick()
    const page = await board('?by=power', own)
    expect(page.items).toMatchObject([
      { name: 'sound', power_position: 1, power_rank: 'S1' },
      { name: 'broken', power_position: 2, power_score: null, power_rank: null, percentile: null },
    ])
  })
})

describe('before the first snapshot', () => {
  it('a board by power has the same shape, in the order of the current scores', async () => {
    const own = await startApi()
    await twoCategories(own)
    await runAt(own.db, scoreSkillsJob)
    for (const by of ['popularity', 'power']) {
      const page = await board(`?by=${by}`, own)
      expect(page).toMatchObject({ by, is_snapshot: false, snapshot: null, next_cursor: null, total: 6 })
      expect(page.items.map((item) => item.power_position)).toHaveLength(6)
      for (const item of page.items)
        expect(item).toMatchObject({ power_score: expect.any(Number), change: { day: null, week: null } })
    }
    await own.tick()
    await own.db.execute('truncate rank_snapshots, skill_rank_snapshots')
    const page = await board('?by=power', own)
    expect(page.is_snapshot).toBe(false)
    expect(names(page)).toEqual(BY_POWER)
    expect(page.items.map((item) => item.power_position)).toEqual([1, 2, 3, 4, 5, 6])
    expect(names(await board('?by=power&category=science', own))).toEqual(['outstanding', 'plain', 'unknown'])
  })
})
