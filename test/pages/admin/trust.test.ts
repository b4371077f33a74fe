import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { anAccount } from '../../support/api/accounts.ts'
import { serveApp } from '../../support/api/served-app.ts'
import { aStoredFolder } from '../../support/builders/raw-files.ts'
import { aReport } from '../../support/builders/reports.ts'
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

const verdictOf = async (slug: string) =>
  ((await (await api.fromApp(`/v1/skills/${slug}`)).json()) as { verdict: string }).verdict

describe('a decision of a reviewer', () => {
  it('is made from the file in the review queue, and is public with its reason', async () => {
    const { id, folder_digest } = await aStoredFolder(at.db, { path: 'queued/SKILL.md' })
    await aReport(at.db, folder_digest, { lure: 'warn' })
    const file = await reviewer.visit(`/admin/review/${id}`)
    const address = `/admin/decisions/new?digest=sha256%3A${folder_digest}`
    expect(file.html).toContain(`<a href="${address}" data-key="t">`)
    const made = await reviewer.submit(await reviewer.visit(address), '/new', {
      decision: 'accepted_risk',
      reason: 'It is <b>documented</b>.',
    })
    expect(made).toMatchObject({ status: 200, path: expect.stringMatching(/^\/admin\/decisions\/[0-9a-f-]{36}$/) })
    expect(made.html).toContain('<h1>accepted risk</h1>')
    expect(await (await api.fromApp('/v1/decisions')).text()).toContain('It is <b>documented</b>.')
    expect((await reviewer.visit(`/admin/review/${id}`)).html).toContain('It is &lt;b&gt;documented&lt;/b&gt;.')
  })

  it('withholds a malicious skill, names its copies, and gives it out again once it is revoked', async () => {
    const { digest } = await aVersion(at.db, { name: 'bad' })
    await aReport(at.db, digest, {}, { sketch: [1, 2, 3] })
    const known = await reviewer.visit('/admin/skills/acme--bad')
    expect(known.html).toContain(`/admin/decisions/new?digest=sha256%3A${digest}`)
    const form = await reviewer.visit(`/admin/decisions/new?digest=sha256%3A${digest}`)
    const made = await reviewer.submit(form, '/new', { decision: 'malicious', reason: 'It sends keys away.' })
    expect(made.text).toContain('acme--bad')
    expect(await verdictOf('acme--bad')).toBe('malicious')
    const list = await reviewer.visit('/admin/decisions?open=true&decision=malicious')
    expect(list.text).toContain('It sends keys away.')
    const revoked = await reviewer.submit(made, '/revoke', { reason: 'A mistake.' })
    expect(revoked.text).toContain('A mistake.')
    expect(revoked.html).not.toContain('/revoke"')
    expect(await verdictOf('acme--bad')).toBe('pass')
  })

  it('is refused beside the field that is wrong', async () => {
    const form = await reviewer.visit('/admin/decisions/new')
    const refused = await reviewer.submit(form, '/new', { decision: 'false_positive', reason: 'Why not.', digest: 'x' })
    expect(refused.status).toBe(400)
    expect(refused.html).toMatch(/id="new-digest-fault">must be the digest of a version/)
    expect(refused.html).toContain('Why not.</textarea>')
  })
})
