import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { serveApp } from '../support/api/served-app.ts'
import { aSkill } from '../support/builders/builders.ts'
import { textOf } from '../support/pages/read-html.ts'
import { readPage } from '../support/pages/read-page.ts'
import { createDatabase } from '../support/run/database.ts'
import { buildBoards } from '../support/run/jobs.ts'

const DAY_MS = 86_400_000
const NOW = new Date()
const day = (daysAgo: number) => new Date(NOW.getTime() - daysAgo * DAY_MS).toISOString().slice(0, 10)

let app: Awaited<ReturnType<typeof serveApp>>
beforeAll(async () => {
  const at = await createDatabase()
  app = await serveApp(at)
  const { db } = at
  for (let n = 1; n <= 12; n++) await aSkill(db, { name: `s-${n}`, category: 'science', stars: 100 - n })
  await aSkill(db, { name: 'lonely', category: 'art', stars: 1 })
  const count = () => db.execute(sql`update skill_popularity set popularity_score = github_stars`)
  await count()
  await buildBoards(db, new Date(NOW.getTime() - DAY_MS))
  await db.execute(
    sql`update skill_popularity p set github_stars = 200 from skills s where s.id = p.skill_id and s.name = 's-12'`,
  )
  await count()
  await buildBoards(db, NOW)
})
afterAll(() => app.stop())

type Page = Awaited<ReturnType<typeof readPage>>
const rows = (page: Page) => {
  const [table] = page.all('tbody')
  return table ? table.children.flatMap((row) => (row.type === 'element' ? [textOf(row)] : [])) : []
}

describe('/boards', () => {
  it('shows places, what changed since yesterday, scores and tiers', async () => {
    const page = await readPage(app, '/en/boards')
    expect(page.status).toBe(200)
    expect(page.headers.get('Cache-Tag')).toContain('rankings')
    expect(page.text('h1')).toBe('All skills, by popularity')
    expect(rows(page)[0]).toMatch(/^1 ▲ 11 – s-12 \S+ SCIENCE 200 [\d,]+ S1$/)
    expect(rows(page)[1]).toMatch(/^2 ▼ 1 – s-1 /)
    expect(rows(page)).toHaveLength(13)
  })

  it('says when it was built, and how to check it', async () => {
    const page = await readPage(app, '/en/boards')
    expect(page.text()).toMatch(/13 skills Built .+ UTC Build [0-9a-f-]{36}/)
    expect(page.links('How to prove it')).toEqual(['/en/docs/ranking#prove-a-board'])
    const [data = ''] = page.links('This board as JSON')
    expect((await app.fromApp(data)).status).toBe(200)
  })

  it('shows a category by power, with the place by power in front', async () => {
    const page = await readPage(app, '/en/boards?category=science&by=power')
    expect(page.text('h1')).toBe('SCIENCE, by power')
    expect(rows(page)).toHaveLength(12)
    expect(rows(page)[0]).toMatch(/^1 /)
    expect(
      page
        .all('option')
        .filter(({ properties }) => properties.selected)
        .map(textOf),
    ).toEqual(['SCIENCE'])
  })

  it('shows the board of a day, with links to the days beside it', async () => {
    const page = await readPage(app, `/en/boards?date=${day(1)}`)
    expect(page.status).toBe(200)
    expect(rows(page)[0]).toMatch(/^1 – – s-1 /)
    expect(page.links(`← ${day(2)}`)).toEqual([`/en/boards?date=${day(2)}`])
    expect(page.links('The newest board')).toEqual(['/en/boards'])
    expect(page.html).not.toContain('id="distribution"')
  })

  it('says so if a day has no board', async () => {
    const page = await readPage(app, '/en/boards?date=2001-01-01')
    expect(page.status).toBe(404)
    expect(page.text()).toContain('There is no board for this day.')
    expect(page.links('← 2000-12-31')).toEqual([])
    expect(page.headers.get('Cache-Control')).toBe('no-store')
  })

  it('has a table of the numbers behind each chart', async () => {
    const page = await readPage(app, '/en/boards?category=science')
    const [byScore, byTier] = page.all('figure').map(textOf)
    expect(byScore).toContain('Skills by power score')
    expect(byTier).toMatch(/Tier Skills S1 1 A2 1/)
    expect(page.all('svg').map(({ properties }) => properties.ariaLabel)).toEqual([
      'Skills by power score',
      'Skills by tier, each in its own category',
    ])
    expect(page.html).not.toMatch(/ style=/)
    const markdown = await (await app.fromApp('/en/boards.md?category=science')).text()
    expect(markdown).toMatch(/\| Tier +\| Skills +\|/)
  })

  it('says that tiers mean little in a small category', async () => {
    const page = await readPage(app, '/en/boards?category=art')
    expect(page.text()).toContain('fewer than 10 of them')
  })

  it('takes the empty fields of its form', async () => {
    const page = await readPage(app, '/ko/boards?category=&date=&page=')
    expect(page.status).toBe(200)
    expect(page.text('h1')).toBe('전체 스킬, 인기 순위')
  })

  it('is a 404 of an unknown category', async () => {
    const unknown = await readPage(app, '/en/boards?category=sceince')
    expect([unknown.status, unknown.links('as Markdown')]).toEqual([404, []])
    expect((await readPage(app, `/en/boards?category=sceince&date=${day(1)}`)).status).toBe(404)
  })

  it.each(['by=stars', 'date=yesterday', 'page=0', 'page=x'])('is a 400 for ?%s', async (query) => {
    expect((await readPage(app, `/en/boards?${query}`)).status).toBe(400)
  })
})
