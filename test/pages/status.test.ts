import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { batch } from '../../src/jobs/batch.ts'
import { serveApp } from '../support/api/served-app.ts'
import { aSkill } from '../support/builders/builders.ts'
import { readPage } from '../support/pages/read-page.ts'
import { createDatabase, type TestDatabase } from '../support/run/database.ts'
import { runAt } from '../support/run/jobs.ts'

let at: TestDatabase
let app: Awaited<ReturnType<typeof serveApp>>
beforeAll(async () => {
  at = await createDatabase()
  app = await serveApp(at)
})
afterAll(() => app.stop())

describe('/status', () => {
  it('is there before anything has run', async () => {
    const page = await readPage(app, '/en/status')
    expect(page.status).toBe(200)
    expect(page.text()).toContain('No batch has run yet.')
    expect(page.text()).toContain('not yet')
  })

  it('says how fresh everything is, what waits and what that means', async () => {
    await aSkill(at.db)
    await runAt(at.db, batch)
    const page = await readPage(app, '/en/status')
    expect(page.text()).toContain('Everything is up to date.')
    expect(page.text()).toMatch(/Last batch \d+ s How long ago events were last counted/)
    expect(page.text()).toMatch(/batch Counts events, scores skills.* succeeded \d+ ms/)
    expect(page.text()).toContain('Files waiting for review 0')
    expect(page.text()).toMatch(/opened 0 – – –/)
    expect(page.headers.get('Cache-Control')).toMatch(/^public, max-age=5,/)
  })

  it('says so if it is behind', async () => {
    await at.db.execute(
      sql`update job_runs set started_at = started_at - interval '2 hours', ended_at = ended_at - interval '2 hours'`,
    )
    const page = await readPage(app, '/ko/status')
    expect(page.text()).toContain('처리가 늦어지고 있습니다.')
  })

  it('shows nothing of who ran a job', async () => {
    await runAt(at.db, batch, new Date(), { trigger: 'admin', actor: 'somebody@host' } as never)
    expect((await readPage(app, '/en/status')).html).not.toContain('somebody')
  })
})
