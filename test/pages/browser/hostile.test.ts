import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { MAX_SKILL_MD_BYTES } from '../../../src/domain/skill-md/skill-md.ts'
import { closeBrowser, visit } from '../../support/outside/browser.ts'
import { theSampleSite } from '../../support/outside/sample-site.ts'

let url: string
let stop: () => void
beforeAll(async () => {
  ;({ url, stop } = await theSampleSite())
})
afterAll(async () => {
  await closeBrowser()
  stop?.()
})

const SKILL = '/en/skills/acme--hostile'
const RUNS_OR_LOADS = ':is(script, style, iframe, img, svg[onload], [onerror], [style], form[action^="http"])'

describe('a hostile SKILL.md', () => {
  it.each([
    SKILL,
    `${SKILL}/files/SKILL.md`,
    `${SKILL}/files/SKILL.md?plain=1`,
    `${SKILL}/findings`,
    '/en/publishers/acme',
    '/en/search?q=hostile',
  ])('is inert at %s', async (path) => {
    const { page, complaints, leave } = await visit('about:blank')
    const asked: string[] = []
    page.on('request', (request) => asked.push(new URL(request.url()).origin))
    expect((await page.goto(url + path))?.status()).toBe(200)
    for (const link of await page.locator('main a[href]').all())
      expect(await link.getAttribute('href')).toMatch(/^(https?:\/\/|mailto:|[/#])/)
    expect(new Set(asked)).toEqual(new Set([url]))
    expect(await page.title()).not.toContain('owned')
    expect(await page.locator('main').isVisible()).toBe(true)
    expect(await page.locator(`main ${RUNS_OR_LOADS}`).count()).toBe(0)
    expect(await page.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true)
    expect(complaints).toEqual([])
    await leave()
  })

  it('shows what cannot be seen by its number, and leads to the rest of a text that is too long', async () => {
    const { page, leave } = await visit(`${url}${SKILL}`)
    expect(await page.locator('main').textContent()).toContain('[U+202E]')
    const whole = page.getByText('The page shows the text up to here.').getByRole('link')
    const file = await fetch(new URL((await whole.getAttribute('href')) ?? '', url))
    expect(await file.arrayBuffer()).toHaveProperty('byteLength', MAX_SKILL_MD_BYTES)
    await leave()
  })
})
