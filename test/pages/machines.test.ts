import { DOMParser } from '@xmldom/xmldom'
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { docNames } from '../../src/pages/docs/library.ts'
import { serveApp } from '../support/api/served-app.ts'
import { aCategory, aSkill } from '../support/builders/builders.ts'
import { createDatabase } from '../support/run/database.ts'

let app: Awaited<ReturnType<typeof serveApp>>
beforeAll(async () => {
  const at = await createDatabase()
  app = await serveApp(at)
  await aSkill(at.db, { name: 'tidy', owner: 'acme', category: 'science', summary: 'Tidies <rows> & columns.' })
  await aSkill(at.db, { name: 'draft', owner: 'nobody', category: 'science', status: 'draft' })
  await aCategory(at.db, 'empty')
  await at.db.execute(sql`update categories set name = 'Science & more' where key = 'science'`)
})
afterAll(() => app.stop())

async function read(path: string) {
  const answer = await app.fromApp(path)
  expect(answer.status, path).toBe(200)
  return { answer, text: await answer.text() }
}

async function xmlOf(path: string) {
  const { answer, text } = await read(path)
  const root = new DOMParser().parseFromString(text, 'application/xml').documentElement
  const texts = (name: string) =>
    Array.from(root?.getElementsByTagName(name) ?? []).map((node) => node.textContent ?? '')
  return { answer, root, texts }
}

describe('/sitemap.xml', () => {
  it('names the maps, and each of them is there', async () => {
    const { answer, root, texts } = await xmlOf('/sitemap.xml')
    expect(answer.headers.get('Content-Type')).toBe('application/xml; charset=utf-8')
    expect(answer.headers.get('Cache-Control')).toMatch(/^public, max-age=3600/)
    expect(root?.tagName).toBe('sitemapindex')
    const maps = texts('loc').map((address) => address.replace('http://api.test', ''))
    expect(maps).toEqual(['/sitemaps/pages.xml', '/sitemaps/skills.xml', '/sitemaps/publishers.xml'])
    for (const map of maps) expect((await xmlOf(map)).root?.tagName).toBe('urlset')
  })

  it('has each skill that can be found in each language, and no other', async () => {
    const { texts, root } = await xmlOf('/sitemaps/skills.xml')
    expect(texts('loc')).toHaveLength(2)
    expect(texts('loc')[0]).toMatch(/^http:\/\/api\.test\/en\/skills\/acme--tidy$/)
    const links = Array.from(root?.getElementsByTagName('xhtml:link') ?? []).slice(0, 3)
    expect(links.map((link) => `${link.getAttribute('hreflang')} ${link.getAttribute('href')}`)).toEqual([
      'en http://api.test/en/skills/acme--tidy',
      'ko http://api.test/ko/skills/acme--tidy',
      'x-default http://api.test/skills/acme--tidy',
    ])
  })

  it('has the pages of publishers, categories and documents', async () => {
    expect((await xmlOf('/sitemaps/publishers.xml')).texts('loc')).toContain('http://api.test/ko/publishers/acme')
    const pages = (await xmlOf('/sitemaps/pages.xml')).texts('loc')
    expect(pages).toContain('http://api.test/en/categories/science')
    for (const name of docNames()) expect(pages).toContain(`http://api.test/en/docs/${name}`)
    for (const address of pages.filter((page) => page.includes('/en')))
      expect((await app.fromApp(address.replace('http://api.test', ''))).status, address).toBe(200)
  })

  it('refuses what is no key', async () => {
    const answer = await app.fromApp('/sitemaps/skills.xml?after=%00')
    expect(answer.status).toBe(400)
    expect(answer.headers.get('Content-Type')).toBe('application/problem+json')
    expect(answer.headers.get('Cache-Control')).toBe('no-store')
  })
})

describe('/robots.txt', () => {
  it('names the sitemap, and leaves out what has no end', async () => {
    const { answer, text } = await read('/robots.txt')
    expect(answer.headers.get('Content-Type')).toMatch(/^text\/plain/)
    expect(text).toContain('Sitemap: http://api.test/sitemap.xml')
    expect(text).toContain('Disallow: /ko/search?\n')
  })
})

describe('/llms.txt', () => {
  it('leads to what an agent can read, and all of it is there', async () => {
    const { text } = await read('/llms.txt')
    expect(text).toMatch(/^# Agent Skills Marketplace\n\n> /)
    const addresses = [...text.matchAll(/\]\((http[^)]+)\)/g)].map(([, address]) => address ?? '')
    expect(addresses.length).toBeGreaterThan(docNames().length)
    for (const address of addresses.filter((one) => one.endsWith('.md')))
      await read(address.replace('http://api.test', ''))
  })
})

describe('feeds', () => {
  it('have the skills that are new or have changed last', async () => {
    const { answer, texts } = await xmlOf('/en/feeds/new.atom')
    expect(answer.headers.get('Content-Type')).toBe('application/atom+xml; charset=utf-8')
    expect(texts('title')).toContain('tidy')
    expect(texts('summary')).toEqual(['Tidies <rows> & columns.'])
  })

  it('have those of a category', async () => {
    const { texts } = await xmlOf('/ko/feeds/categories/science.atom')
    expect(texts('title')[0]).toContain('Science & more')
    expect(texts('title')).toContain('tidy')
    expect((await xmlOf('/en/feeds/categories/empty.atom')).texts('entry')).toEqual([])
  })

  it('are not there of an unknown category', async () => {
    expect((await app.fromApp('/en/feeds/categories/nothing.atom')).status).toBe(404)
    expect((await app.fromApp('/en/feeds/categories/science')).status).toBe(404)
  })

  it('have addresses without a language too', async () => {
    const answer = await app.fromApp('/feeds/new.atom', { headers: { 'Accept-Language': 'ko' } })
    expect([answer.status, answer.headers.get('Location')]).toEqual([302, '/ko/feeds/new.atom'])
  })
})
