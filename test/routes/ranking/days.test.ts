import { sql } from 'drizzle-orm'
import { beforeAll, describe, expect, it } from 'vitest'
import { batch } from '../../../src/jobs/batch.ts'
import { RankingPage } from '../../../src/routes/ranking/board-schema.ts'
import { type Api, readProblem, startApi } from '../../support/api/api.ts'
import { aCategory } from '../../support/builders/builders.ts'
import { runAt } from '../../support/run/jobs.ts'

const SKILLS = 110
const at = (day: number, time = '00:00:00') => new Date(`2026-02-${day}T${time}Z`)

/** Boards of the days 10, 16 and 17; on the 18th, only a tick. */
let api: Api
beforeAll(async () => {
  api = await startApi()
  const science = await aCategory(api.db, 'science')
  await api.db.execute(sql`
    with made as (
      insert into skills (id, name, owner, slug, status, category_id, created_at, updated_at)
      select gen_random_uuid(), 'n' || n, 'many', 'many--' || n, 'active', case when n % 2 = 0 then ${science}::uuid end, '2026-01-01', '2026-01-01'
      from generate_series(1, ${SKILLS}::int) n returning id, name)
    insert into skill_popularity (skill_id, github_stars, score_updated_at) select id, substr(name, 2)::int, '2026-01-01' from made`)
  for (const day of [10, 11, 16]) await tick(day)
  await setStars('many--1', 1000)
  for (const day of [17, 18]) await tick(day)
})

const tick = async (day: number) => expect((await runAt(api.db, batch, at(day))).status).toBe('succeeded')
const setStars = (slug: string, stars: number) =>
  api.db.execute(
    sql`update skill_popularity set github_stars = ${stars}::int where skill_id = (select id from skills where slug = ${slug})`,
  )
const read = async (query: string) => {
  const response = await api.call(`/v1/rankings?${query}`)
  expect(response.status).toBe(200)
  return RankingPage.parse(await response.json())
}

/** All items of a board, read from its first page to its last by cursors. */
async function readOn(query: string) {
  const first = await read(query)
  const items = [...first.items]
  for (let cursor = first.next_cursor; cursor !== null; ) {
    const page = await read(`cursor=${cursor}&page_size=40${query.includes('category') ? '&category=science' : ''}`)
    expect(page).toMatchObject({ snapshot_date: first.snapshot_date, total: first.total, by: first.by })
    items.push(...page.items)
    cursor = page.next_cursor
  }
  return items
}

describe('GET /v1/rankings?date= of a day that is over', () => {
  it('has the whole board as it was at the end of the day', async () => {
    const page = await read('date=2026-02-10&page=3&page_size=50')
    expect(page).toMatchObject({
      ...{ scope: 'global', snapshot: null, snapshot_date: '2026-02-10', is_snapshot: true, next_cursor: null },
      ...{ generated_at: at(11).toISOString(), page: 3, total: SKILLS, total_pages: 3 },
    })
    expect(page.items.map(({ rank, slug }) => [rank, slug])).toEqual(
      Array.from({ length: 10 }, (_, i) => [101 + i, `many--${10 - i}`]),
    )
  })

  it.each(['', '&by=power', '&category=science', '&category=science&by=power'])(
    'is read by cursors without gaps, with %s',
    async (query) => {
      const items = await readOn(`date=2026-02-10&page_size=40${query}`)
      const places = items.map((item) => (query.includes('power') ? item.power_position : item.rank))
      expect(places).toEqual(items.map((_, i) => i + 1))
      expect(new Set(items.map(({ id }) => id)).size).toBe(query.includes('category') ? SKILLS / 2 : SKILLS)
    },
  )

  it('says how many places a skill gained since the whole boards of a day and of a week before', async () => {
    const [first, second] = (await read('date=2026-02-17&page_size=2')).items
    expect(first).toMatchObject({ rank: 1, slug: 'many--1', change: { day: 0, week: 109 } })
    expect(second).toMatchObject({ rank: 2, slug: `many--${SKILLS}`, change: { day: 0, week: -1 } })
    expect((await read('date=2026-02-16&page_size=1')).items[0]).toMatchObject({ change: { day: null, week: null } })
  })

  it('is empty for a category that had no skills, and 404 for one that does not exist', async () => {
    await aCategory(api.db, 'empty')
    expect(await read('date=2026-02-10&category=empty')).toMatchObject({ items: [], total: 0, next_cursor: null })
    expect(await readProblem(await api.call('/v1/rankings?date=2026-02-10&category=nothing'))).toMatchObject({
      status: 404,
    })
  })
})

describe('GET /v1/rankings', () => {
  it('of today says how many places a skill gained since the whole boards of yesterday and a week ago', async () => {
    const { items, snapshot_date } = await read('page_size=1')
    expect(snapshot_date).toBe('2026-02-18')
    expect(items[0]).toMatchObject({ slug: 'many--1', change: { day: 0, week: 109 } })
  })

  it('answers 404 for a day without ticks', async () => {
    expect(await readProblem(await api.call('/v1/rankings?date=2026-02-13'))).toMatchObject({ status: 404 })
  })
})
