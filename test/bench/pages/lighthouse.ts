import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import chromium from '@sparticuz/chromium'

/** Fetched when it is asked for: with it, every installation would be a fifth larger. */
const LIGHTHOUSE = 'lighthouse@13.5.0'
const FLAGS = '--headless=shell --no-sandbox --no-zygote --disable-gpu'
const MAX_BYTES = 64 * 1024 * 1024

/** What Lighthouse gives a page in each of its categories, of 100 points. */
export async function lighthouse(address: string): Promise<Record<string, number>> {
  const options = ['--output=json', '--quiet', `--chrome-flags=${FLAGS}`]
  const { stdout } = await promisify(execFile)('npm', ['exec', '--yes', '--', LIGHTHOUSE, address, ...options], {
    env: { ...process.env, CHROME_PATH: await chromium.executablePath() },
    maxBuffer: MAX_BYTES,
  })
  const report: { categories: Record<string, { score: number | null }> } = JSON.parse(stdout)
  return Object.fromEntries(
    Object.entries(report.categories).map(([name, { score }]) => [name, Math.round((score ?? 0) * 100)]),
  )
}
