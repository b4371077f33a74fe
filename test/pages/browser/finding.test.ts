import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
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

describe('a visitor', () => {
  it('comes from / to a skill for a task in words of their own', async () => {
    const { page, complaints, leave } = await visit(`${url}/`, { locale: 'en-GB' })
    expect(new URL(page.url()).pathname).toBe('/en')
    await page.keyboard.press('/')
    await page.keyboard.type('make my docker image smaller')
    await page.keyboard.press('Enter')
    await page.waitForURL('**/en/search?q=*')
    expect(await page.locator('#results h3').first().textContent()).toContain('container-slimming')
    expect(complaints).toEqual([])
    await leave()
  })

  it('sees results while typing, at an address that can be shared, and goes back to where they came from', async () => {
    const { page, complaints, leave } = await visit(`${url}/en`)
    await page.goto(`${url}/en/search`)
    await page.getByRole('searchbox').pressSequentially('subtitles')
    await page.waitForURL('**/en/search?q=subtitles')
    expect(await page.locator('#results h3').first().textContent()).toContain('subtitle-timing')
    await page.goBack()
    expect(new URL(page.url()).pathname).toBe('/en')
    expect(complaints).toEqual([])
    await leave()
  })

  it('finds without JavaScript too', async () => {
    const { page, leave } = await visit(`${url}/en`, { javaScriptEnabled: false })
    await page.getByRole('searchbox').fill('subtitles')
    await page.getByRole('button', { name: 'Search' }).click()
    expect(await page.locator('#results h3').first().textContent()).toContain('subtitle-timing')
    await leave()
  })

  it('reads Korean if their browser does, and may change that', async () => {
    const { page, leave } = await visit(`${url}/`, { locale: 'ko-KR' })
    expect(await page.locator('html').getAttribute('lang')).toBe('ko')
    await page.getByRole('link', { name: 'English' }).click()
    expect(new URL(page.url()).pathname).toBe('/en')
    await leave()
  })

  it.each([true, false])(
    'finds a skill, sees whether to trust it, and takes its command (JavaScript: %s)',
    async (javaScriptEnabled) => {
      const { page, complaints, leave } = await visit(`${url}/`, { locale: 'en', javaScriptEnabled })
      await page.getByRole('searchbox').fill('make my docker image smaller')
      await page.getByRole('searchbox').press('Enter')
      await page.waitForURL('**/en/search?q=*')
      await page.locator('#results h3 a').first().click()
      await page.waitForURL('**/en/skills/cobalt-forge--container-slimming')
      const above = await seenAtOnce(page)
      for (const answer of [
        'Can I trust it?',
        'Verdict',
        'Licence',
        'Is it alive?',
        'Uses in 30 days',
        'npx skills add',
      ])
        expect(above).toContain(answer)
      const command = `npx skills add ${url}/s/cobalt-forge--container-slimming`
      expect(await page.locator('#with-skills_cli').textContent()).toBe(command)
      const copy = page.locator('.client').first().getByRole('button', { name: 'Copy' })
      expect(await copy.isVisible()).toBe(javaScriptEnabled)
      if (javaScriptEnabled) {
        await copy.click()
        await page.getByRole('button', { name: 'Copied' }).waitFor()
        expect(await page.evaluate('navigator.clipboard.readText()')).toBe(command)
      }
      await page.getByRole('link', { name: 'Findings' }).click()
      expect(await page.locator('h2').first().textContent()).toContain('scan')
      expect(complaints).toEqual([])
      await leave()
    },
  )
})

/** The texts that somebody sees without scrolling. */
async function seenAtOnce(page: Page): Promise<string> {
  const height = page.viewportSize()?.height ?? 0
  const seen: string[] = []
  for (const part of await page.locator('main :is(h1, h2, dt, pre, .lead)').all())
    if (((await part.boundingBox())?.y ?? height) < height) seen.push((await part.textContent()) ?? '')
  return seen.join('\n')
}
