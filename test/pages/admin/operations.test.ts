import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { anAccount, PASSWORD } from '../../support/api/accounts.ts'
import { serveApp } from '../../support/api/served-app.ts'
import { aSource } from '../../support/builders/crawls.ts'
import { type AdminBrowser, adminBrowser } from '../../support/pages/admin-browser.ts'
import { createDatabase, type TestDatabase } from '../../support/run/database.ts'

let at: TestDatabase
let api: Awaited<ReturnType<typeof serveApp>>
let admin: AdminBrowser
beforeAll(async () => {
  at = await createDatabase()
  api = await serveApp(at)
  admin = adminBrowser(api)
  await admin.signIn(await anAccount(at.db, { username: 'ada' }))
})
afterAll(() => api.stop())

describe('jobs', () => {
  it('say how much there is to do, run, and show how their runs ended as charts with a table', async () => {
    const jobs = await admin.visit('/admin/jobs')
    expect(jobs.html).toContain('href="/admin/jobs/publish-outbox"')
    const job = await admin.visit('/admin/jobs/publish-outbox')
    expect(job.text).toContain('It has not run in this period.')
    const plan = await admin.submit(job, '/publish-outbox', { dry_run: 'true' })
    expect(plan.text).toContain('What a run would find now')
    const run = await admin.submit(job, '/publish-outbox', { dry_run: 'false' })
    expect(run).toMatchObject({ status: 200, path: expect.stringMatching(/^\/admin\/runs\/\d{8}T/) })
    expect(run.text).toContain('succeeded')
    const after = await admin.visit('/admin/jobs/publish-outbox')
    expect(after.html).toContain('<svg class="bars" role="img" aria-label="Runs that succeeded, in %"')
    expect(after.text).toContain('100%')
  })

  it('that do not exist are not found', async () => {
    expect((await admin.post('/admin/jobs/nothing', { dry_run: 'false' })).status).toBe(404)
  })
})

/** A run of a job that has just ended. */
const aRun = (status: string) =>
  at.db.execute(sql`
    insert into job_runs (run_id, job, scope, trigger, status, started_at, ended_at, duration_ms, counts, errors, token)
    values (${crypto.randomUUID().slice(0, 30)}, 'prune', 'all', 'cron', ${status}, now(), now(), 5, '{}', '[]', 1)`)

describe('alerts', () => {
  it('are the jobs that failed and the sources that cannot be crawled, until that is over', async () => {
    expect((await admin.visit('/admin/alerts')).text).toContain('Nothing is wrong.')
    await aRun('failed')
    const source = await aSource(at.db, { type: 'github', url: 'https://github.com/acme/gone' })
    await at.db.execute(sql`
      update skill_sources set status = 'error', crawl_error = 'There is no <b>such</b> repository.' where id = ${source}::uuid`)
    const { html, text } = await admin.visit('/admin/alerts')
    expect(text).toMatch(/Job prune ?failed/)
    expect(html).toContain(`<a href="/admin/sources/${source}">`)
    expect(html).toContain('There is no &lt;b&gt;such&lt;/b&gt; repository.')
    await aRun('succeeded')
    expect((await admin.visit('/admin/alerts')).text).not.toContain('prune')
  })
})

describe('statistics', () => {
  it('count events and categories over as many days as are asked for', async () => {
    expect((await admin.visit('/admin/statistics')).text).toContain('No event came in this period.')
    expect((await admin.visit('/admin/statistics?days=7')).status).toBe(200)
    expect((await admin.visit('/admin/statistics?days=x')).status).toBe(400)
  })
})

describe('a command line', () => {
  const begin = async () =>
    (
      await api.fromApp('/api/cli/device/code', {
        method: 'POST',
        body: '{}',
        headers: { 'Content-Type': 'application/json' },
      })
    ).json() as Promise<{ verification_uri: string; user_code: string }>

  it('is let in by the code that it shows, after a sign-in, once', async () => {
    const { verification_uri, user_code } = await begin()
    const { pathname, search } = new URL(verification_uri)
    const stranger = adminBrowser(api)
    expect((await stranger.visit(pathname + search)).path).toBe(
      `/admin/login?next=${encodeURIComponent(pathname + search)}`,
    )
    const page = await admin.visit(pathname + search)
    expect(page.html).toContain(`value="${user_code}"`)
    expect((await admin.submit(page, '/device')).text).toContain('Confirmed.')
    expect(await admin.submit(page, '/device')).toMatchObject({
      status: 404,
      text: expect.stringContaining('No login waits with this code.'),
    })
  })
})

describe('one’s own password', () => {
  it('is changed with the present one, and ends the session', async () => {
    const rita = adminBrowser(api)
    await rita.signIn(await anAccount(at.db, { username: 'rita', role: 'reviewer' }))
    const page = await rita.visit('/admin/me')
    const wrong = await rita.submit(page, '/password', {
      current_password: 'wrong',
      new_password: 'another long secret',
    })
    expect(wrong).toMatchObject({ status: 401, text: expect.stringContaining('password is wrong') })
    const short = await rita.submit(page, '/password', { current_password: PASSWORD, new_password: 'short' })
    expect(short.html).toMatch(/id="me-new_password-fault">must have at least 12/)
    const done = await rita.submit(page, '/password', {
      current_password: PASSWORD,
      new_password: 'another long secret',
    })
    expect(done).toMatchObject({ path: '/admin/login', text: expect.stringContaining('Your password was changed.') })
    expect(await rita.signIn({ username: 'rita', password: 'another long secret' })).toMatchObject({ status: 200 })
  })
})
