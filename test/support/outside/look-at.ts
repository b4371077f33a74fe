import type { Page } from 'playwright-core'
import { accessibilityFaults, keepScreenshot } from './browser.ts'

/** Both widths and both themes. Axe looks at two of them, which have each width and each theme once. */
const SCREENS = [
  { name: 'wide-light', width: 1280, colorScheme: 'light', isChecked: true },
  { name: 'wide-dark', width: 1280, colorScheme: 'dark', isChecked: false },
  { name: 'narrow-dark', width: 360, colorScheme: 'dark', isChecked: true },
  { name: 'narrow-light', width: 360, colorScheme: 'light', isChecked: false },
] as const

/** Looks at a page on each screen, keeps a picture of each, and returns what is wrong. */
export async function lookAt(page: Page, name: string): Promise<string[]> {
  const faults: string[] = []
  for (const { name: screen, width, colorScheme, isChecked } of SCREENS) {
    await page.setViewportSize({ width, height: 800 })
    await page.emulateMedia({ colorScheme })
    if (await page.evaluate('document.documentElement.scrollWidth > innerWidth')) faults.push(`${screen}: too wide`)
    if (isChecked) faults.push(...(await accessibilityFaults(page)).map((fault) => `${screen}: ${fault}`))
    await keepScreenshot(page, `${name}-${screen}`)
  }
  return faults
}
