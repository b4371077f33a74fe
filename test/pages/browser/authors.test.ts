import { sql } from 'drizzle-orm'
import type { BrowserContextOptions } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { githubSource } from '../../../src/domain/authors/author.ts'
import { issueAuthorToken } from '../../../src/http/auth/author-token.ts'
import { SETTINGS } from '../../bench/worker.ts'
import { aFinding, aReport } from '../../support/builders/reports.ts'
import { aVersion } from '../../support/builders/versions.ts'
import { closeBrowser, visit } from '../../support/outside/browser.ts'
import { lookAt } from '../../support/outside/look-at.ts'
import { aServedWorker } from '../../support/outside/served-worker.ts'
import { aSkillMd } from '../../support/pages/open-pages.ts'

const RULE = 'remote-code.pipe-to-shell'
const HOOK = '00000000-0000-4000-8000-000000000007'
const AUTHOR = { source: githubSource({ id: 7, ownerId: 70, fullName: 'acme/kit' }), run: null }

let site: Awaited<ReturnType<typeof aServedWorker>>
let storageState: NonNullable<BrowserContextOptions['storageState']>
beforeAll(async () => {
  site = await aServedWorker()
  const { db } = site.at
  const { digest } = await aVersion(db, { name: 'pdf', files: [await aSkillMd('pdf')] })
  await aReport(db, digest, { [RULE]: 'review' }, { findings: [aFinding(RULE, 'review')] })
  // As if it had been handed over to the account that has the proven repository.
  await db.execute(sql`update publishers set kind = 'github', github_id = 70`)
  await db.execute(sql`
    insert into skill_transfers (id, skill_id, from_publisher_id, to_publisher_id, state, offered_at, expires_at)
    select gen_random_uuid(), id, publisher_id, publisher_id, 'accepted', now(), now() from skills`)
  await db.execute(sql`
    insert into author_hooks (id, proof_key, repository, url, secret, status, failing_since, created_at) values (${HOOK}::uuid, ${AUTHOR.source.key}, 'acme/kit',
      ${`https://hooks.example/${'long'.repeat(40)}`}, 'whsec_AAAA', 'active', now(), now())`)
  await db.execute(sql`
    insert into hook_deliveries (id, hook_id, origin, event, data, created_at, attempts, next_at, delivered_at, last_error)
    select gen_random_uuid(), ${HOOK}::uuid, 'x:' || n, 'crawled', '{}', now(), n, case n when 2 then now() end, case n when 1 then now() end, 'It could not be reached.' from generate_series(0, 8) n`)
  const { token: value } = await issueAuthorToken(AUTHOR, { secret: SETTINGS.JWT_SECRET, now: new Date() })
  const cookies = ['en', 'ko'].map((lang) => ({
    ...{ name: '__Secure-author', value, domain: 'localhost', path: `/${lang}/authors`, expires: -1 },
    ...{ httpOnly: true, secure: true, sameSite: 'Strict' as const },
  }))
  storageState = { cookies, origins: [] }
})
afterAll(async () => {
  await closeBrowser()
  site?.stop()
})

const open = (path: string) => visit(`${site.url.replace('127.0.0.1', 'localhost')}${path}`, { storageState })

describe.each([
  ['own-skills', '/en/authors/skills'],
  ['own-skill', '/en/authors/skills/acme--pdf'],
  ['own-hooks', '/en/authors/hooks'],
  ['own-hook', `/en/authors/hooks/${HOOK}`],
  ['own-hook-ko', `/ko/authors/hooks/${HOOK}`],
  ['own-skill-ko', '/ko/authors/skills/acme--pdf'],
])('the page %s of an author', (name, path) => {
  it('shows itself without complaint with all of its forms unfolded', async () => {
    const { page, complaints, leave } = await open(path)
    expect(new URL(page.url()).pathname).toBe(path)
    await page.evaluate(`document.querySelectorAll('details').forEach((one) => { one.open = true })`)
    expect({ complaints, faults: await lookAt(page, name) }).toEqual({ complaints: [], faults: [] })
    await leave()
  })
})

describe('an author in a browser', () => {
  it('answers a finding, appeals against its rule, and is shown what was refused', async () => {
    const { page, leave } = await open('/en/authors/skills/acme--pdf')
    const unfold = (title: string) => page.locator('summary', { hasText: title }).first().click()
    const press = (name: string) => page.getByRole('button', { name, exact: true }).click()
    await unfold('Answer')
    await page.getByLabel('What you say to it').fill('The address is our own.')
    await press('Answer')
    await page.getByRole('status').waitFor()
    expect(await page.getByRole('main').textContent()).toContain('The address is our own.')
    await unfold('Rename it')
    await page.getByLabel('New name').fill('Not A Name')
    await press('Rename it')
    expect(await page.getByRole('alert').textContent()).toContain('must be lowercase letters')
    expect(await lookAt(page, 'own-skill-refused')).toEqual([])
    await unfold('Appeal')
    await page.getByLabel(RULE).check()
    await page.locator('#appeal-text').fill('It is ours.')
    await press('Appeal')
    await page.waitForURL('**/en/reports/*')
    expect(await page.getByRole('main').textContent()).toContain(RULE)
    await leave()
  })
})
