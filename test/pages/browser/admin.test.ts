import { sql } from 'drizzle-orm'
import type { BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { SETTINGS } from '../../bench/worker.ts'
import { accessibilityFaults, closeBrowser, visit } from '../../support/outside/browser.ts'
import { lookAt } from '../../support/outside/look-at.ts'
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

async function signIn(page: Page) {
  await page.getByLabel('User name').fill(SETTINGS.ADMIN_USERNAME)
  await page.getByLabel('Password').fill(SETTINGS.ADMIN_PASSWORD)
  await page.keyboard.press('Enter')
}

/** The cookies of one session, which all visits but the first go on with: passwords take long to check. */
let session: Awaited<ReturnType<BrowserContext['storageState']>> | undefined

async function signedIn(path: string) {
  const visited = await visit(`${here()}${path}`, { ...(session && { storageState: session }) })
  const { page } = visited
  if (!session) {
    await signIn(page)
    await page.waitForURL(`**${path}`)
    session = await page.context().storageState()
  }
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
    await signIn(page)
    await page.waitForURL('**/admin/jobs')
    expect(complaints).toEqual([])
    await leave()
  })

  it('decides whether a folder can be trusted without a mouse', async () => {
    const { page, complaints, leave } = await signedIn('/admin/review')
    await page.keyboard.press('j')
    await page.keyboard.press('o')
    await page.waitForURL('**/admin/review/*')
    const faults = await lookAt(page, 'admin-review-file')
    await page.keyboard.press('t')
    await page.waitForURL('**/admin/decisions/new?digest=*')
    faults.push(...(await accessibilityFaults(page)))
    await page.keyboard.press('m')
    await page.keyboard.press('Tab')
    await page.keyboard.type('It sends keys to a stranger.')
    await page.keyboard.press('Tab')
    await page.keyboard.press('Enter')
    await page.waitForURL(/\/admin\/decisions\/[0-9a-f-]{36}$/)
    expect(await page.locator('h1').textContent()).toBe('malicious')
    expect(await page.locator('main').textContent()).toContain('It sends keys to a stranger.')
    faults.push(...(await accessibilityFaults(page)))
    expect({ complaints, faults }).toEqual({ complaints: [], faults: [] })
    await page.getByText('Revoke …').focus()
    await page.keyboard.press('Enter')
    await page.keyboard.press('Tab')
    await page.keyboard.type('It was the wrong folder.')
    await page.keyboard.press('Tab')
    await page.keyboard.press('Enter')
    await page.getByText('Done: Revoke.').waitFor()
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

  it.each([
    'review',
    'reports',
    'decisions',
    'sources',
    'skills',
    'categories',
    'alerts',
    'jobs',
    'audit',
    'statistics',
    'accounts',
    'sites',
    'skills/new',
    'jobs/batch',
    'runs',
    'tags',
    'me',
    'device',
  ])('finds nothing to complain of at %s', async (section) => {
    const { page, complaints, leave } = await signedIn(`/admin/${section}`)
    const faults = await lookAt(page, `admin-${section.replace('/', '-')}`)
    expect({ complaints, faults }).toEqual({ complaints: [], faults: [] })
    await leave()
  })
})
