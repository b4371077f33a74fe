import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { aSkill } from '../support/builders/builders.ts'
import { openPages } from '../support/pages/open-pages.ts'
import { searchAll } from '../support/run/search.ts'

let site: Awaited<ReturnType<typeof openPages>>
beforeAll(async () => {
  site = await openPages()
  await aSkill(site.db, { name: 'csv-profiling', owner: 'acme', summary: 'Profiles a CSV file <b>quickly</b>.' })
  await aSkill(site.db, { name: 'csv-cleaning', owner: 'other', summary: 'Cleans a CSV file.' })
  await searchAll(site.db)
})
afterAll(() => site.stop())

describe('the search page', () => {
  it('shows what was found, why it is there, and how to narrow it down', async () => {
    const { answer, html, texts, links } = await site.open('/en/search?q=csv+profiling')
    expect(answer.status).toBe(200)
    expect(texts('h3')[0]).toContain('csv-profiling')
    expect(html).toContain('<mark>CSV</mark> file &lt;b&gt;quickly&lt;/b&gt;.')
    expect(texts('p').join('\n')).toMatch(/Why it is here:\s*csv in name/)
    expect(links).toContain('/en/search?q=csv+profiling&owner=acme')
  })

  it('says what it took a mistyped word for', async () => {
    const { text } = await site.open('/en/search?q=profilng')
    expect(text('results')).toContain('csv-profiling')
    expect(text('results')).toContain('profiling')
  })

  it('may be listed by search engines itself, and its results may not', async () => {
    expect((await site.open('/en/search')).meta('robots')).toBeUndefined()
    expect((await site.open('/en/search?q=csv')).meta('robots')).toBe('noindex')
  })

  it('goes on after a search without results', async () => {
    const { answer, text } = await site.open('/ko/search?q=zzzzqqqq')
    expect(answer.status).toBe(200)
    expect(text('results')).toContain('찾은 스킬이 없습니다.')
  })
})
