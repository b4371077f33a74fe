import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { aSkill, someEvents } from '../../support/builders/builders.ts'
import { openPages } from '../../support/pages/open-pages.ts'
import { buildBoards } from '../../support/run/jobs.ts'

let site: Awaited<ReturnType<typeof openPages>>
beforeAll(async () => {
  site = await openPages()
  const { db } = site
  const { id } = await aSkill(db, { name: 'first', category: 'tools', stars: 9 })
  await aSkill(db, { name: 'second', category: 'tools', stars: 3 })
  await someEvents(db, [
    { skillId: id, session: 'ann' },
    { skillId: id, session: 'ann' },
    { skillId: id, session: 'bob', isBot: true },
  ])
  await db.execute(sql`update skill_popularity set popularity_score = ln(1 + github_stars)`)
  await buildBoards(db, new Date(Date.now() - 86_400_000))
  await buildBoards(db)
})
afterAll(() => site.stop())

describe('where a skill stands', () => {
  it('is explained: its places, its scores part by part, and what was left out of its counts', async () => {
    const { answer, texts, text, all } = await site.open('/en/skills/acme--first/standing')
    expect(answer.status).toBe(200)
    expect(text('known')).toMatch(/All skills 1 of 2 .*TOOLS 1 of 2 Tier S1 0 % of its category is ahead/)
    expect(texts('tr')).toEqual(expect.arrayContaining([expect.stringMatching(/^Stars 9 1 2\.3$/)]))
    expect(texts('tr')).toEqual(
      expect.arrayContaining([
        expect.stringMatching(
          /^Use 3 1 2 (1 × sent by a crawler ?|1 × by somebody who had already viewed or used it on that day ?){2}$/,
        ),
      ]),
    )
    expect(all('svg')).toHaveLength(1)
    expect(all('svg')[0]?.properties).toMatchObject({ role: 'img' })
    expect(texts('caption').length + texts('th').length).toBeGreaterThan(0)
    expect(texts('code').join()).toContain('/badge/acme--first.svg?show=tier')
  })

  it('is said in Korean, and as Markdown without the chart', async () => {
    expect((await site.open('/ko/skills/acme--first/standing')).texts('h2')).toContain('집계 내역')
    const markdown = await (await site.fromApp('/en/skills/acme--first/standing.md')).text()
    expect(markdown).toMatch(/\| Use +\| 3 +\| 1 +\| 2 +\|/)
    expect(markdown).not.toContain('<svg')
  })

  it('is nowhere yet for a skill that no board has', async () => {
    await aSkill(site.db, { name: 'unplaced' })
    const { answer, texts } = await site.open('/en/skills/acme--unplaced/standing')
    expect(answer.status).toBe(200)
    expect(texts('p')).toContain('No event of this skill was received in these days.')
  })
})
