import { beforeAll, describe, expect, it } from 'vitest'
import { visit } from '../../support/outside/browser.ts'
import { theSampleSite } from '../../support/outside/sample-site.ts'

let url: string
beforeAll(async () => {
  ;({ url } = await theSampleSite())
})

describe('a hostile SKILL.md', () => {
  it.each(['/en/skills/acme--hostile', '/en/search?q=hostile'])('is inert at %s', async (path) => {
    const { page, complaints, leave } = await visit('about:blank')
    const asked: string[] = []
    page.on('request', (request) => asked.push(new URL(request.url()).origin))
    await page.goto(url + path)
    for (const link of await page.locator('main a').all())
      expect(await link.getAttribute('href')).toMatch(/^(https?:\/\/|mailto:|[/#])/)
    expect(new Set(asked)).toEqual(new Set([url]))
    expect(await page.title()).not.toContain('owned')
    expect(await page.locator('main').isVisible()).toBe(true)
    expect(await page.locator('main :is(script, style, iframe, img, svg[onload], [onerror], [style])').count()).toBe(0)
    expect(complaints).toEqual([])
    await leave()
  })

  it('shows what cannot be seen by its number', async () => {
    const { page, leave } = await visit(`${url}/en/skills/acme--hostile`)
    expect(await page.locator('main').textContent()).toContain('[U+202E]')
    await leave()
  })
})
