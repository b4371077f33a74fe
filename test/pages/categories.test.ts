import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { serveApp } from '../support/api/served-app.ts'
import { aCategory, aSkill } from '../support/builders/builders.ts'
import { textOf } from '../support/pages/read-html.ts'
import { readPage } from '../support/pages/read-page.ts'
import { createDatabase } from '../support/run/database.ts'
import { buildBoards } from '../support/run/jobs.ts'

let app: Awaited<ReturnType<typeof serveApp>>
beforeAll(async () => {
  const at = await createDatabase()
  app = await serveApp(at)
  await aCategory(at.db, 'empty')
  for (let n = 1; n <= 21; n++)
    await aSkill(at.db, { name: `skill-${n}`, category: 'science', tags: ['csv'], stars: 100 - n })
  await at.db.execute(
    sql`update categories set name = 'Science', description = 'Labs and <papers>.' where key = 'science'`,
  )
  await at.db.execute(sql`update skill_popularity set popularity_score = github_stars`)
  await buildBoards(at.db)
})
afterAll(() => app.stop())

const names = (page: Awaited<ReturnType<typeof readPage>>) => page.all('h3').map((h) => textOf(h).split(' ')[0])

describe('/categories', () => {
  it('lists all categories with what they are about and how many skills they have', async () => {
    const page = await readPage(app, '/en/categories')
    expect(page.status).toBe(200)
    expect(page.headers.get('Cache-Tag')).toBe('pages,taxonomy')
    expect(page.links('Science')).toEqual(['/en/categories/science'])
    expect(page.text()).toContain('Science 21 skills Labs and <papers>.')
    expect(page.text()).toContain('EMPTY 0 skills')
    expect(page.links('Skills by tag')).toEqual(['/en/tags'])
  })

  it('is there in Korean', async () => {
    expect((await readPage(app, '/ko/categories')).text('h1')).toBe('카테고리')
  })
})

describe('/categories/KEY', () => {
  it('says what the category is about, and lists its skills, those used most first', async () => {
    const page = await readPage(app, '/en/categories/science')
    expect(page.status).toBe(200)
    expect(page.text('h1')).toBe('Science')
    expect(page.text()).toContain('Labs and <papers>.')
    expect(page.text()).toContain('Page 1 of 2')
    expect(names(page)).toEqual(Array.from({ length: 20 }, (_, n) => `skill-${n + 1}`))
    expect(page.links('Next')).toEqual(['/en/categories/science?page=2'])
    expect(page.links('Its board')).toEqual(['/en/boards?category=science'])
    expect(page.links('New and changed skills as a feed')).toEqual(['/en/feeds/categories/science.atom'])
  })

  it('goes on at the next page', async () => {
    const page = await readPage(app, '/en/categories/science?page=2')
    expect(names(page)).toEqual(['skill-21'])
    expect(page.links('Previous')).toEqual(['/en/categories/science'])
    expect(page.links('Next')).toEqual([])
  })

  it('keeps the order from page to page', async () => {
    const page = await readPage(app, '/en/categories/science?sort=latest')
    expect(names(page)[0]).toBe('skill-21')
    expect(page.links('Next')).toEqual(['/en/categories/science?sort=latest&page=2'])
  })

  it('says that there is nothing yet in an empty one', async () => {
    expect((await readPage(app, '/en/categories/empty')).text()).toContain('There are no skills here yet.')
  })

  it('takes the key in any case', async () => {
    expect((await readPage(app, '/en/categories/SCIENCE')).text('h1')).toBe('Science')
  })

  it('is a 404 without such a category, with links to those that may be meant', async () => {
    const page = await readPage(app, '/en/categories/sceince')
    expect(page.status).toBe(404)
    expect(page.headers.get('Cache-Control')).toBe('no-store')
    expect(page.links('science')).toEqual(['/en/categories/science'])
    const board = await readPage(app, '/en/boards?by=power&category=sceince')
    expect(board.links('science')).toEqual(['/en/boards?by=power&category=science'])
  })

  it.each(['page=0', 'page=x', 'page=1.5', 'sort=odd', 'page=999999'])('is a 400 for ?%s', async (query) => {
    expect((await readPage(app, `/en/categories/science?${query}`)).status).toBe(400)
  })
})

describe('/tags', () => {
  it('lists the tags with their numbers of skills', async () => {
    const page = await readPage(app, '/en/tags')
    expect(page.status).toBe(200)
    expect(page.links('csv 21')).toEqual(['/en/tags/csv'])
  })

  it('shows the skills of a tag', async () => {
    const page = await readPage(app, '/en/tags/csv?page=2')
    expect(page.text('h1')).toBe('csv')
    expect(names(page)).toEqual(['skill-21'])
    expect(page.links('Search in it')).toEqual(['/en/search?tag=csv'])
  })

  it('is a 404 without such a tag, with links to those that may be meant', async () => {
    expect((await readPage(app, '/en/tags/nothing')).status).toBe(404)
    expect((await readPage(app, '/en/tags/cvs')).links('csv')).toEqual(['/en/tags/csv'])
    expect((await readPage(app, '/en/search?tag=cvs&sort=latest')).links('csv')).toEqual([
      '/en/search?tag=csv&sort=latest',
    ])
  })
})
