import { mkdirSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import chromium from '@sparticuz/chromium'
import axe from 'axe-core'
import { type Browser, type BrowserContextOptions, type Page, chromium as playwright } from 'playwright-core'
import { scratchFolder } from '../run/scratch.ts'

const SCREENSHOTS = join(import.meta.dirname, '../../../reports/screenshots')

/** Not those of the package: they switch off the rules of the web that pages rely on. */
const ARGUMENTS = ['--no-sandbox', '--no-zygote', '--disable-gpu', '--font-render-hinting=none', '--headless=shell']

/** So that Korean pages show letters wherever the tests run, beside the fonts that the system has. */
const FONTS = `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <include ignore_missing="yes">/etc/fonts/fonts.conf</include>
  <dir>${dirname(createRequire(import.meta.url).resolve('@expo-google-fonts/gowun-dodum/400Regular/GowunDodum_400Regular.ttf'))}</dir>
</fontconfig>
`

/** Started with the first visit, and ended by `closeBrowser`. */
let started: Promise<Browser> | undefined

async function start(): Promise<Browser> {
  const config = join(await scratchFolder(), 'fonts.conf')
  await writeFile(config, FONTS)
  const env = { ...process.env, FONTCONFIG_FILE: config }
  return playwright.launch({ executablePath: await chromium.executablePath(), args: ARGUMENTS, headless: true, env })
}

/** Opens a page in a real Chromium, from the npm package that carries it, as a visitor who has never been there. */
export async function visit(url: string, options?: BrowserContextOptions): Promise<Visit> {
  started ??= start()
  return open(await started, url, options)
}

/** A page of a visitor of its own. `complaints`: what its console and its security policy have said. */
export type Visit = { page: Page; complaints: string[]; leave: () => Promise<void> }

async function open(browser: Browser, url: string, options: BrowserContextOptions = {}): Promise<Visit> {
  const context = await browser.newContext({ permissions: ['clipboard-read', 'clipboard-write'], ...options })
  const page = await context.newPage()
  const complaints: string[] = []
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) complaints.push(`${message.type()}: ${message.text()}`)
  })
  page.on('pageerror', (error) => complaints.push(error.message))
  page.on('requestfailed', (request) => complaints.push(`${request.url()}: ${request.failure()?.errorText}`))
  await page.goto(url)
  return { page, complaints, leave: () => context.close() }
}

/** What axe finds against WCAG 2.2 AA and its best practices, a line each. */
export async function accessibilityFaults(page: Page): Promise<string[]> {
  // Not by a script element, which the pages' own policy refuses.
  await page.evaluate(axe.source)
  const { violations } = await page.evaluate(() =>
    (globalThis as unknown as { axe: typeof axe }).axe.run({
      runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
    }),
  )
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id} at ${target}: ${failureSummary}`),
  )
}

/** Nobody looks further down, and pictures of a long page take half a minute. */
const MAX_HEIGHT = 6_000

/** Keeps a picture of the page among the reports of the run. */
export async function keepScreenshot(page: Page, name: string): Promise<void> {
  mkdirSync(SCREENSHOTS, { recursive: true })
  const path = join(SCREENSHOTS, `${name}.png`)
  const whole = Number(await page.evaluate('document.documentElement.scrollHeight'))
  if (whole <= MAX_HEIGHT) return void (await page.screenshot({ path, fullPage: true }))
  const { width, height } = page.viewportSize() ?? { width: 1280, height: 800 }
  await page.setViewportSize({ width, height: MAX_HEIGHT })
  await page.screenshot({ path })
  await page.setViewportSize({ width, height })
}

export async function closeBrowser(): Promise<void> {
  const browser = await started
  started = undefined
  await browser?.close()
}
