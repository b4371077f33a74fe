import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { aSkill } from '../support/builders/builders.ts'
import { openPages } from '../support/pages/open-pages.ts'

let site: Awaited<ReturnType<typeof openPages>>
beforeAll(async () => {
  site = await openPages()
  const { db } = site
  await aSkill(db, { name: 'used', owner: 'Acme', score: 9, updatedAt: '2026-01-01T00:00:00Z' })
  await aSkill(db, { name: 'new', owner: 'Acme', score: 1, updatedAt: '2026-02-01T00:00:00Z' })
  for (let n = 0; n < 21; n++) await aSkill(db, { owner: 'many' })
})
afterAll(() => site.stop())

describe('the page of a publisher', () => {
  it('says whose the skills are, and lists them by use or by change', async () => {
    const used = await site.open('/en/publishers/acme')
    expect(used.answer.status).toBe(200)
    expect(used.answer.headers.get('Cache-Tag')).toContain('skills')
    expect(used.texts('h1')).toEqual(['Acme'])
    expect(used.text('known')).toContain('2 skills')
    expect(used.texts('p')).toContain('Added by an operator of this registry.')
    expect(used.texts('h3').map((title) => title.split(' ')[0])).toEqual(['used', 'new'])
    const latest = await site.open('/en/publishers/acme?sort=latest')
    expect(latest.texts('h3').map((title) => title.split(' ')[0])).toEqual(['new', 'used'])
  })

  it('goes on where a page ends', async () => {
    const first = await site.open('/en/publishers/many')
    const next = first.all('a').find(({ properties }) => [properties.rel].flat().includes('next'))
    const second = await site.open(String(next?.properties.href))
    expect(first.texts('h3')).toHaveLength(20)
    expect(second.texts('h3')).toHaveLength(1)
  })

  it('has a feed, and an address that clients install from leads to it', async () => {
    const feed = await site.fromApp('/en/publishers/Acme.atom')
    expect(feed.headers.get('Content-Type')).toBe('application/atom+xml; charset=utf-8')
    expect(await feed.text()).toMatch(
      /<title>Skills by Acme<\/title>[\s\S]*<title>new<\/title>[\s\S]*<title>used<\/title>/,
    )
    const answer = await site.fromApp('/p/acme', { headers: { Accept: 'text/html' } })
    expect(answer.headers.get('Location')).toBe('/en/publishers/acme')
  })

  it('is a page about nobody for an unknown handle, with links to those that may be meant', async () => {
    expect((await site.open('/en/publishers/nobody')).answer.status).toBe(404)
    expect((await site.open('/en/publishers/acmee')).links).toContain('/en/publishers/Acme')
    expect((await site.open('/en/publishers/nobody.atom')).answer.status).toBe(404)
  })
})

describe('the log of a publisher', () => {
  it('shows what was done to which skill, the sentences of authors last, as a page and as a feed', async () => {
    const { slug } = await aSkill(site.db, { name: 'logged', owner: 'logger' })
    await site.db.execute(sql`
      insert into author_acts (publisher_id, skill_id, act, details, repository, at)
      select publisher_id, id, 'yank', '{"reason": "It deletes files.", "version": "1.0.0"}', 'logger/kit', now()
      from skills where slug = ${slug}`)
    const log = await site.open('/en/publishers/logger/log')
    expect(log.answer.status).toBe(200)
    expect(log.texts('li').find((entry) => entry.includes('logger'))).toMatch(
      / · Version yanked: logger--logged logger\/kit · version: 1\.0\.0 · reason: It deletes files\.$/,
    )
    expect(log.links).toContain('/en/skills/logger--logged')
    const feed = await (await site.fromApp('/en/publishers/logger/log.atom')).text()
    expect(feed).toContain('<title>Version yanked: logger--logged</title>')
    expect(feed).toContain('<summary>logger/kit · version: 1.0.0 · reason: It deletes files.</summary>')
  })
})
