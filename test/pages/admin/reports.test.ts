import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { anAccount } from '../../support/api/accounts.ts'
import { serveApp } from '../../support/api/served-app.ts'
import { aVersion } from '../../support/builders/versions.ts'
import { type AdminBrowser, adminBrowser } from '../../support/pages/admin-browser.ts'
import { createDatabase, type TestDatabase } from '../../support/run/database.ts'

let at: TestDatabase
let api: Awaited<ReturnType<typeof serveApp>>
let reviewer: AdminBrowser
beforeAll(async () => {
  at = await createDatabase()
  api = await serveApp(at)
  reviewer = adminBrowser(api)
  await reviewer.signIn(await anAccount(at.db, { role: 'reviewer' }))
})
afterAll(() => api.stop())

it('a reviewer finds a report in the queue, reads it, and decides it with what follows', async () => {
  await aVersion(at.db, { name: 'watches' })
  const filed = await api.fromApp('/v1/reports', {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ skill: 'acme--watches', kind: 'spam', details: 'It sells <b>watches</b>.' }),
  })
  const { id } = (await filed.json()) as { id: string }
  const list = await reviewer.visit('/admin/reports')
  expect(list.html).toContain('It sells &lt;b&gt;watches&lt;/b&gt;.')
  expect(list.html).toContain(`href="/admin/reports/${id}"`)
  const page = await reviewer.visit(`/admin/reports/${id}`)
  const refused = await reviewer.submit(page, '/decide', { outcome: 'dismissed', act: 'archive', reason: 'No.' })
  expect(refused.html).toContain('must be none if the report is dismissed')
  const done = await reviewer.submit(page, '/decide', { outcome: 'upheld', act: 'archive', reason: 'It does.' })
  expect(done).toMatchObject({ status: 200, path: `/admin/reports/${id}` })
  expect(done.html).toContain('upheld')
  expect((await reviewer.visit('/admin/reports?state=decided&kind=spam')).html).toContain(id)
  const { rows } = await at.db.execute(sql`select status from skills where slug = 'acme--watches'`)
  expect(rows).toEqual([{ status: 'archived' }])
})
