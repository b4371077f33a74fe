import { readdirSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { RULES } from '../../src/domain/trust/rules/index.ts'
import { docNames } from '../../src/pages/docs/library.ts'
import { serveApp } from '../support/api/served-app.ts'
import { textOf } from '../support/pages/read-html.ts'
import { readPage, type Seen } from '../support/pages/read-page.ts'
import { createDatabase } from '../support/run/database.ts'

let app: Awaited<ReturnType<typeof serveApp>>
const pages = new Map<string, Seen>()
beforeAll(async () => {
  app = await serveApp(await createDatabase())
  for (const name of docNames()) pages.set(name, await readPage(app, `/en/docs/${name}`))
})
afterAll(() => app.stop())

const idsOf = (page: Seen) =>
  new Set(['h1', 'h2', 'h3', 'h4', 'main'].flatMap(page.all).map((node) => node.properties.id))

describe('/docs', () => {
  it('has every document of the repository', () => {
    const files = readdirSync('src/pages/docs').filter((name) => name.endsWith('.md'))
    expect(docNames().toSorted()).toEqual(files.map((name) => name.replace('.md', '')).toSorted())
  })

  it('lists them with their titles and first sentences', async () => {
    const page = await readPage(app, '/en/docs')
    expect(page.status).toBe(200)
    expect(page.headers.get('Cache-Control')).toMatch(/^public, max-age=300/)
    expect(page.text()).toContain('Ranking What the two scores mean, how to read S1')
    expect(page.text()).toContain('Find and read skills Search the catalogue, read a skill')
    expect(page.links('API reference')).toEqual(['/en/reference'])
  })

  it('says in Korean that the documents are in English', async () => {
    const list = await readPage(app, '/ko/docs')
    expect(list.text()).toContain('영어로만')
    const page = await readPage(app, '/ko/docs/ranking')
    expect(page.text()).toContain('영어로만')
    expect(page.all('article')[0]?.properties.lang).toBe('en')
    expect(page.text('h1')).toBe('Ranking')
  })
})

describe('/docs/NAME', () => {
  it('shows a document, with its title as the only first heading', () => {
    for (const [name, page] of pages) {
      expect(page.status, name).toBe(200)
      expect(page.all('h1'), name).toHaveLength(1)
      expect(page.text().length, name).toBeGreaterThan(500)
    }
    expect(pages.get('ranking')?.text()).toContain('What the two scores mean')
  })

  it('has headings that can be linked to, in order and each once', () => {
    for (const [name, page] of pages) {
      const ids = ['h2', 'h3', 'h4'].flatMap(page.all).map((heading) => String(heading.properties.id))
      expect(new Set([...ids, 'content']).size, name).toBe(ids.length + 1)
    }
    expect(idsOf(pages.get('ranking') as Seen)).toContain('what-s1-percentile-0-and-relaxed-mean')
  })

  it('has links to other documents that lead there, and to headings that exist', () => {
    for (const [name, page] of pages)
      for (const { properties } of page.all('article').length > 0 ? page.all('a') : []) {
        const [, other, anchor] = /^(?:\/en\/docs\/([\w-]+))?(?:#(.+))?$/.exec(String(properties.href)) ?? []
        if (other === 'rules' || (other === undefined && anchor === undefined)) continue
        const target = pages.get(other ?? name)
        expect(target, `${name}: ${properties.href}`).toBeDefined()
        if (anchor) expect(idsOf(target as Seen), `${name}: ${properties.href}`).toContain(anchor)
      }
    expect(pages.get('search')?.links('ranking.md')).toEqual(['/en/docs/ranking'])
    for (const page of pages.values()) expect(page.html).not.toMatch(/href="[\w-]+\.md/)
  })

  it('has links of our own, which search engines may follow', () => {
    expect(pages.get('search')?.html).not.toContain('ugc')
  })

  it('is a 404 without such a document', async () => {
    expect((await readPage(app, '/en/docs/nothing')).status).toBe(404)
    expect((await readPage(app, '/en/docs/constructor')).status).toBe(404)
  })

  it('is there as Markdown', async () => {
    const answer = await app.fromApp('/en/docs/ranking.md')
    expect(answer.headers.get('Content-Type')).toBe('text/markdown; charset=utf-8')
    expect(await answer.text()).toMatch(/^# Ranking\n/)
  })
})

describe('/docs/rules', () => {
  it('says of every rule what it looks for, why, and how to fix it', async () => {
    const page = await readPage(app, '/en/docs/rules')
    expect(page.status).toBe(200)
    const text = page.text()
    for (const { id, looksFor, why, fix } of RULES) {
      expect(page.html).toContain(`id="${id}"`)
      for (const sentence of [looksFor, why, fix]) expect(text, id).toContain(sentence.replaceAll(/\s+/g, ' '))
    }
    expect(page.all('summary').map(textOf)).toContain('Examples')
  })

  it('shows examples as text that does nothing', async () => {
    const { html } = await readPage(app, '/ko/docs/rules')
    expect(html).not.toMatch(/<script>|\u202E|\u200B/)
  })
})
