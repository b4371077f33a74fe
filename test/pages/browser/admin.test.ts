import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { SETTINGS } from '../../bench/worker.ts'
import { accessibilityFaults, closeBrowser, keepScreenshot, visit } from '../../support/outside/browser.ts'
import { aServedWorker } from '../../support/outside/served-worker.ts'
import { aFolder, aSkillMd, ops } from '../../support/run/cli.ts'

const WAITING = 20

let site: Awaited<ReturnType<typeof aServedWorker>>
beforeAll(async () => {
  site = await aServedWorker()
  const names = Array.from({ length: WAITING }, (_, i) => `waiting-${i}`)
  const files = Object.fromEntries(
    names.map((name) => [`${name}/SKILL.md`, aSkillMd(name, { more: 'license: MIT\n' })]),
  )
  await ops(site.at, ['ingest', await aFolder(files), '--source', 'queue', '--owner', 'acme'])
})
afterAll(async () => {
  await closeBrowser()
  site?.stop()
})

const here = () => site.url.replace('127.0.0.1', 'localhost')

async function signedIn(path: string) {
  const visited = await visit(`${here()}${path}`)
  const { page } = visited
  await page.getByLabel('User name').fill(SETTINGS.ADMIN_USERNAME)
  await page.getByLabel('Password').fill(SETTINGS.ADMIN_PASSWORD)
  await page.keyboard.press('Enter')
  await page.waitForURL(`**${path}`)
  return visited
}

const waiting = async () =>
  Number((await site.at.db.execute(sql`select count(*) from raw_skills where status = 'new'`)).rows[0]?.count)

describe('a reviewer', () => {
  it('is led back to where they were once their session has ended', async () => {
    const { page, complaints, leave } = await signedIn('/admin/review')
    await page.context().clearCookies()
    await page.goto(`${here()}/admin/jobs`)
    expect(new URL(page.url()).pathname).toBe('/admin/login')
    await page.getByLabel('User name').fill(SETTINGS.ADMIN_USERNAME)
    await page.getByLabel('Password').fill(SETTINGS.ADMIN_PASSWORD)
    await page.keyboard.press('Enter')
    await page.waitForURL('**/admin/jobs')
    expect(complaints).toEqual([])
    await leave()
  })

  it('works off twenty files without a mouse', async () => {
    const { page, complaints, leave } = await signedIn('/admin/review')
    await page.keyboard.press('j')
    await page.keyboard.press('o')
    await page.waitForURL('**/admin/review/*')
    for (let left = WAITING; left > 0; left--) {
      const address = page.url()
      if (left % 5 === 0) {
        await page.keyboard.press('r')
        await page.keyboard.type('Too short.')
        await page.keyboard.press('Enter')
      } else await page.keyboard.press('a')
      await page.waitForURL((now) => now.href !== address)
    }
    expect(await waiting()).toBe(0)
    expect(complaints).toEqual([])
    await leave()
  })

  it.each(['review', 'sources', 'skills', 'categories', 'jobs', 'audit', 'statistics', 'accounts', 'sites'])(
    'finds nothing to complain of at %s',
    async (section) => {
      const { page, complaints, leave } = await signedIn(`/admin/${section}`)
      const faults = await accessibilityFaults(page)
      await keepScreenshot(page, `admin-${section}`)
      expect({ complaints, faults }).toEqual({ complaints: [], faults: [] })
      await leave()
    },
  )
})
