import { sql } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import type { z } from 'zod'
import { buildSnapshots } from '../../../src/jobs/ranking/build-snapshots.ts'
import { scoreSkillsJob } from '../../../src/jobs/ranking/score-skills.ts'
import { RankingPage } from '../../../src/routes/ranking/board-schema.ts'
import { type Api, readProblem, startApi } from '../../support/api/api.ts'
import { aSkill } from '../../support/builders/builders.ts'
import { buildBoards, runAt } from '../../support/run/jobs.ts'

type Page = z.output<typeof RankingPage>

const DAY_MS = 24 * 3_600_000
const ago = (days: number) => new Date(Date.now() - days * DAY_MS)

async function board(of: Api, query = ''): Promise<Page> {
  const response = await of.call(`/v1/rankings${query}`)
  expect(response.status).toBe(200)
  return RankingPage.parse(await response.json())
}
const names = (page: Page) => page.items.map((item) => item.name)

/** Skills named after their numbers of stars, in descending order. */
async function ladder(api: Api, names: readonly string[]) {
  for (const [place, name] of names.entries())
    await aSkill(api.db, { name, stars: (names.length - place) * 10, category: 'science' })
}

const setStars = (api: Api, stars: Record<string, number>) =>
  api.db.execute(sql`
    update skill_popularity p set github_stars = x.stars::int, popularity_score = ln(1 + x.stars::int)
    from jsonb_each_text(${JSON.stringify(stars)}::jsonb) x(name, stars) join skills s on s.name = x.name where p.skill_id = s.id`)

describe('the pages of a build', () => {
  it.each(['?page_size=2', '?page_size=2&by=power', '?page_size=2&category=science'])(
    'of %s never mix with those of a later one, by snapshot and by cursor',
    async (query) => {
      const api = await startApi()
      await ladder(api, ['a', 'b', 'c', 'd', 'e', 'f'])
      await api.tick()
      const first = await board(api, query)
      await setStars(api, { f: 9000, e: 8000, a: 1 })
      await api.tick()
      const later = await board(api, query)
      expect(later.snapshot).not.toBe(first.snapshot)
      expect(names(later)).toEqual(['f', 'e'])

      const bySnapshot = [1, 2, 3].map((page) => board(api, `${query}&snapshot=${first.snapshot}&page=${page}`))
      const second = await board(api, `${query}&cursor=${first.next_cursor}`)
      const third = await board(api, `${query}&cursor=${second.next_cursor}`)
      expect((await Promise.all(bySnapshot)).flatMap(names)).toEqual(['a', 'b', 'c', 'd', 'e', 'f'])
      expect([first, second, third].flatMap(names)).toEqual(['a', 'b', 'c', 'd', 'e', 'f'])
      for (const page of [second, third, ...(await Promise.all(bySnapshot))])
        expect(page).toMatchObject({ snapshot: first.snapshot, generated_at: first.generated_at, total: 6 })
      expect(third.next_cursor).toBeNull()
    },
  )

  it('are the same build while nothing changes', async () => {
    const api = await startApi()
    await ladder(api, ['a', 'b'])
    await api.tick()
    const { snapshot } = await board(api)
    await api.tick()
    expect((await board(api)).snapshot).toBe(snapshot)
  })
})

describe('a snapshot', () => {
  it('that does not exist, or belongs to another board or day, is not found', async () => {
    const api = await startApi()
    await ladder(api, ['a', 'b'])
    await aSkill(api.db, { category: 'art' })
    await api.tick()
    const { snapshot: global } = await board(api)
    const { snapshot: science } = await board(api, '?category=science')
    expect(names(await board(api, `?category=science&snapshot=${science}`))).toEqual(['a', 'b'])
    for (const query of [
      `?snapshot=${crypto.randomUUID()}`,
      `?snapshot=${science}`,
      `?category=science&snapshot=${global}`,
      `?category=art&snapshot=${science}`,
      `?date=2026-02-10&snapshot=${global}`,
    ])
      expect(await readProblem(await api.call(`/v1/rankings${query}`)), query).toMatchObject({
        status: 404,
        code: 'not_found',
      })
  })

  it('is not replaced by a live board before the first one', async () => {
    const api = await startApi()
    await ladder(api, ['a'])
    const problem = await readProblem(await api.call(`/v1/rankings?snapshot=${crypto.randomUUID()}`))
    expect(problem).toMatchObject({ status: 404, code: 'not_found' })
  })
})

describe('the change of a place', () => {
  const changes = (page: Page) => Object.fromEntries(page.items.map((item) => [item.name, item.change]))

  it('is counted from the boards of yesterday and of a week ago', async () => {
    const api = await startApi()
    await ladder(api, ['a', 'b', 'c'])
    await setStars(api, { a: 1, b: 2, c: 3 })
    await buildBoards(api.db, ago(7))
    await setStars(api, { a: 3, b: 1, c: 2 })
    await buildBoards(api.db, ago(1))
    await aSkill(api.db, { name: 'new', score: 99, category: 'science' })
    await setStars(api, { a: 3, b: 2, c: 1 })
    await buildBoards(api.db)
    const expected = {
      new: { day: null, week: null },
      a: { day: -1, week: 1 },
      b: { day: 0, week: -1 },
      c: { day: -2, week: -3 },
    }
    for (const query of ['', '?category=science', '?page_size=100&page=1']) {
      const page = await board(api, query)
      expect(names(page)).toEqual(['new', 'a', 'b', 'c'])
      expect(changes(page)).toEqual(expected)
    }
    expect(changes(RankingPage.parse(await (await api.call('/v1/rankings/top')).json()))).toEqual(expected)
  })

  it('is relative to the day of the board, and null if there was no board before', async () => {
    const api = await startApi()
    await ladder(api, ['a', 'b'])
    await setStars(api, { a: 1, b: 2 })
    await buildBoards(api.db, ago(9))
    await setStars(api, { a: 2, b: 1 })
    await buildBoards(api.db, ago(2))
    await buildBoards(api.db)
    const past = await board(api, `?date=${ago(2).toISOString().slice(0, 10)}`)
    expect(changes(past)).toEqual({ a: { day: null, week: 1 }, b: { day: null, week: -1 } })
    expect(changes(await board(api))).toEqual({ a: { day: null, week: null }, b: { day: null, week: null } })
  })

  it('is a change of the power place on a board by power', async () => {
    const api = await startApi()
    await ladder(api, ['a', 'b', 'c'])
    const setPower = (power: Record<string, number>) =>
      api.db.execute(sql`
        update skill_popularity p set power_score = x.power::int
        from jsonb_each_text(${JSON.stringify(power)}::jsonb) x(name, power) join skills s on s.name = x.name where p.skill_id = s.id`)
    await setStars(api, { a: 3, b: 2, c: 1 })
    await runAt(api.db, scoreSkillsJob, ago(1))
    await setPower({ a: 3, b: 2, c: 1 })
    await runAt(api.db, buildSnapshots, ago(1))
    await setPower({ a: 1, b: 2, c: 3 })
    await runAt(api.db, buildSnapshots)
    expect(changes(await board(api, '?by=power'))).toMatchObject({ c: { day: 2 }, b: { day: 0 }, a: { day: -2 } })
    expect(changes(await board(api))).toMatchObject({ a: { day: 0 }, b: { day: 0 }, c: { day: 0 } })
  })
})
