import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { accessibilityFaults, closeBrowser, keepScreenshot, visit } from '../../support/outside/browser.ts'
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

/** By name: each page once. */
const PAGES = {
  home: '/en',
  'home-ko': '/ko',
  search: '/en/search?q=how+do+I+check+a+csv+export',
  'search-nothing': '/en/search?q=zzzzqqqq',
  skill: '/en/skills/cobalt-forge--container-slimming',
  files: '/en/skills/cobalt-forge--container-slimming/files',
  'file-code': '/en/skills/cobalt-forge--container-slimming/files/scripts/measure.sh',
  'file-markdown': '/en/skills/cobalt-forge--container-slimming/files/SKILL.md',
  versions: '/en/skills/cobalt-forge--container-slimming/versions',
  version: '/en/skills/cobalt-forge--container-slimming/versions/1.0.3',
  findings: '/en/skills/cobalt-forge--container-slimming/findings',
  standing: '/en/skills/cobalt-forge--container-slimming/standing',
  similar: '/en/skills/cobalt-forge--container-slimming/similar',
  publisher: '/en/publishers/cobalt-forge',
  'skill-ko': '/ko/skills/dalbit-studio--hoeuirok-jeongni',
  'skill-hostile': '/en/skills/acme--hostile',
  categories: '/en/categories',
  category: '/en/categories/development',
  tags: '/en/tags',
  tag: '/en/tags/csv',
  boards: '/en/boards',
  'board-power': '/en/boards?by=power',
  docs: '/en/docs',
  doc: '/en/docs/search',
  reference: '/en/reference',
  report: '/en/skills/cobalt-forge--container-slimming/report',
  reports: '/en/reports',
  status: '/en/status',
  'sign-in': '/admin',
}
/** Both widths and both themes. Axe looks at two of them, which have each width and each theme once. */
const SCREENS = [
  { name: 'wide-light', width: 1280, colorScheme: 'light', isChecked: true },
  { name: 'wide-dark', width: 1280, colorScheme: 'dark', isChecked: false },
  { name: 'narrow-dark', width: 360, colorScheme: 'dark', isChecked: true },
  { name: 'narrow-light', width: 360, colorScheme: 'light', isChecked: false },
] as const

describe.each(Object.entries(PAGES))('the page %s', (name, path) => {
  it('shows itself without complaint at both widths and in both themes', async () => {
    const { page, complaints, leave } = await visit(`${url}${path}`)
    const faults: string[] = []
    for (const { name: screen, width, colorScheme, isChecked } of SCREENS) {
      await page.setViewportSize({ width, height: 800 })
      await page.emulateMedia({ colorScheme })
      if (await page.evaluate('document.documentElement.scrollWidth > innerWidth')) faults.push(`${screen}: too wide`)
      if (isChecked) faults.push(...(await accessibilityFaults(page)).map((fault) => `${screen}: ${fault}`))
      await keepScreenshot(page, `${name}-${screen}`)
    }
    expect({ complaints, faults }).toEqual({ complaints: [], faults: [] })
    await leave()
  })
})
