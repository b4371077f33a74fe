import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { anAccount } from '../../support/api/accounts.ts'
import { serveApp } from '../../support/api/served-app.ts'
import { aFile, aStoredFile } from '../../support/builders/raw-files.ts'
import { type AdminBrowser, adminBrowser } from '../../support/pages/admin-browser.ts'
import { createDatabase, type TestDatabase } from '../../support/run/database.ts'

let at: TestDatabase
let api: Awaited<ReturnType<typeof serveApp>>
let browser: AdminBrowser
beforeAll(async () => {
  at = await createDatabase()
  api = await serveApp(at)
  browser = adminBrowser(api)
  await browser.signIn(await anAccount(at.db, { role: 'reviewer' }))
})
afterAll(() => api.stop())

let round = 0
let repo: string
let source: string
/** Files of a source of their own, so that the queue holds these alone. */
async function waiting(count: number) {
  const files = []
  for (let n = 1; n <= count; n++) files.push(await aStoredFile(at.db, { repo, path: `skill-${n}/SKILL.md` }))
  source = files[0]?.sourceId ?? ''
  // The last change stands first.
  return files.reverse()
}
beforeEach(() => {
  repo = `acme-${++round}/kit`
})
const skill = async (slug: string) => (await api.fromApp(`/v1/skills/${slug}`)).status

describe('the review queue', () => {
  it('leads from each decision to the next file that waits', async () => {
    const [first, second, third] = await waiting(3)
    let page = await browser.visit(`/admin/review/${first?.id}?source_id=${source}`)
    expect(page.text).toContain('Creates')
    page = await browser.submit(page, '/approve')
    expect(page).toMatchObject({ status: 200, path: `/admin/review/${second?.id}?source_id=${source}` })
    expect(page.text).toContain(`Approved: acme-${round}--skill-3`)
    page = await browser.submit(page, '/reject', { reason: 'It does nothing.' })
    expect(page).toMatchObject({ path: `/admin/review/${third?.id}?source_id=${source}` })
    page = await browser.submit(page, '/approve')
    expect(page).toMatchObject({ path: `/admin/review?source_id=${source}` })
    expect(page.text).toContain('Nothing waits here.')
    expect([await skill(`acme-${round}--skill-3`), await skill(`acme-${round}--skill-2`)]).toEqual([200, 404])
    const rejected = await browser.visit(`/admin/review/${second?.id}`)
    expect(rejected.text).toContain('It does nothing.')
  })

  it('goes on to the next page of the queue after the last file of one', async () => {
    await waiting(1)
    const page = await browser.visit(`/admin/review/next?source_id=${source}`)
    expect(page.path).toMatch(/^\/admin\/review\/[0-9a-f-]{36}\?source_id=/)
    expect((await browser.visit('/admin/review/next?q=nothing-is-called-so')).path).toBe(
      '/admin/review?q=nothing-is-called-so',
    )
  })

  it('shows hostile text as text, with what cannot be seen', async () => {
    const body = '<script>alert(1)</script>\n\u202Eevil\u200B\n<img src=x onerror=alert(1)>\n</pre></main>'
    const file = await aStoredFile(at.db, { repo, text: aFile('x', { description: '<b>bold</b>\u202E', body }) })
    const { html, text } = await browser.visit(`/admin/review/${file.id}`)
    expect(text).toContain('<script>alert(1)</script>')
    expect(text).toContain('[U+202E]evil[U+200B]')
    expect(html).not.toMatch(/<script>|<img src=x|<b>bold|\u202E|\u200B/)
  })

  it('shows a line of a megabyte and a file of many lines', async () => {
    const long = await aStoredFile(at.db, { repo, text: aFile('x', { body: 'a'.repeat(1_000_000) }) })
    expect((await browser.visit(`/admin/review/${long.id}`)).status).toBe(200)
    const many = await aStoredFile(at.db, { repo, text: aFile('y', { body: '\n'.repeat(1_000_000) }) })
    const page = await browser.visit(`/admin/review/${many.id}`)
    expect(page.status).toBe(200)
    expect(page.html.length).toBeLessThan(3_000_000)
  })

  it('explains a file that changed since it was shown, shows its present state, and changes nothing', async () => {
    const [file] = await waiting(1)
    const page = await browser.visit(`/admin/review/${file?.id}`)
    await aStoredFile(at.db, { repo, path: 'skill-1/SKILL.md', text: aFile('skill-1', { body: 'Another text.' }) })
    const refused = await browser.submit(page, '/approve')
    expect(refused.status).toBe(409)
    expect(refused.text).toContain('The file has changed since you read it')
    expect(refused.text).toMatch(/SKILL\.md: [0-9a-f]{12} → [0-9a-f]{12}/)
    expect(refused.text).toContain('Another text.')
    expect(await skill(`acme-${round}--skill-1`)).toBe(404)
    const again = await browser.submit(refused, '/approve')
    expect(again.status).toBe(200)
    expect(await skill(`acme-${round}--skill-1`)).toBe(200)
  })

  it('shows beside the file what the API refuses, and keeps what was written', async () => {
    const [file] = await waiting(1)
    const page = await browser.visit(`/admin/review/${file?.id}`)
    const blank = await browser.submit(page, '/reject', { reason: ' ' })
    expect(blank).toMatchObject({ status: 400, text: expect.stringContaining('must not be blank') })
    const other = await browser.submit(page, '/approve', { category_id: 'no-such', summary: 'In other words.' })
    expect(other).toMatchObject({ status: 400, text: expect.stringContaining('/overrides/category_id') })
    expect(other.html).toContain('In other words.')
    const owned = await browser.submit(page, '/approve', { summary: 'In other words.' })
    expect(owned.status).toBe(200)
  })

  it('shows what changes in a skill that is there, line by line', async () => {
    const [file] = await waiting(1)
    await browser.submit(await browser.visit(`/admin/review/${file?.id}`), '/approve')
    const text = aFile('skill-1', { description: 'Another description.', body: '# skill-1\n\nMore.\n' })
    await aStoredFile(at.db, { repo, path: 'skill-1/SKILL.md', text })
    const page = await browser.visit(`/admin/review/${file?.id}`)
    expect(page.text).toContain('Updates')
    expect(page.html).toMatch(/<ins>Another description\.<\/ins>/)
    expect(page.html).toMatch(/<span class="added">\+More\./)
  })

  it('cannot approve what cannot be loaded, and says why', async () => {
    const file = await aStoredFile(at.db, { repo, text: new Uint8Array([0xff, 0xfe, 0x00]) })
    const page = await browser.visit(`/admin/review/${file.id}`)
    expect(page.text).toContain('The file cannot be loaded')
    const refused = await browser.submit(page, '/approve')
    expect(refused).toMatchObject({ status: 409, text: expect.stringContaining('See its findings.') })
  })

  it('answers a file that is not there with a page', async () => {
    expect(await browser.visit(`/admin/review/${crypto.randomUUID()}`)).toMatchObject({ status: 404 })
    expect(await browser.visit('/admin/review/nonsense')).toMatchObject({ status: 400 })
  })
})

describe('many files at once', () => {
  const version = (file: { id: string; file_hash: string | null }) => `${file.id}:${file.file_hash}:`

  it('are approved after a look at what would come of it', async () => {
    const files = await waiting(2)
    const list = await browser.visit(`/admin/review?source_id=${source}`)
    const preview = await browser.submit(list, '/admin/review', { decision: 'approve', file: files.map(version) })
    expect(preview.text).toContain('would be created')
    expect(await skill(`acme-${round}--skill-1`)).toBe(404)
    const done = await browser.submit(preview, '/admin/review', { decision: 'approve-now', file: files.map(version) })
    expect(done).toMatchObject({
      path: `/admin/review?source_id=${source}`,
      text: expect.stringContaining('2 files decided.'),
    })
    expect(await skill(`acme-${round}--skill-1`)).toBe(200)
  })

  it('are rejected for one reason, and what was refused is listed', async () => {
    const [one, two] = await waiting(2)
    const list = await browser.visit(`/admin/review?source_id=${source}`)
    const stale = { ...two, id: two?.id ?? '', file_hash: 'f'.repeat(64) }
    const file = [version(one ?? stale), version(stale)]
    const done = await browser.submit(list, '/admin/review', { decision: 'reject', reason: 'Spam.', file })
    expect(done.text).toContain('1 file without a problem, 1 file refused')
    expect(done.text).toContain('The file has changed since you read it')
  })

  it('need a selection and a reason', async () => {
    const [one] = await waiting(1)
    const list = await browser.visit(`/admin/review?source_id=${source}`)
    expect((await browser.submit(list, '/admin/review', { decision: 'reject' })).text).toContain(
      'No file was selected.',
    )
    const file = one ? version(one) : ''
    const blank = await browser.submit(list, '/admin/review', { decision: 'reject', reason: '', file })
    expect(blank).toMatchObject({ status: 400, text: expect.stringContaining('/reason') })
    const made = await browser.submit(list, '/admin/review', { decision: 'reject', reason: 'x', file: 'nonsense' })
    expect(made.status).toBe(400)
  })
})

describe('what the scan found', () => {
  it('stands beside the file and narrows the queue down', async () => {
    await waiting(1)
    const list = await browser.visit(`/admin/review?source_id=${source}&sort=verdict`)
    expect(list.text).toContain('not scanned yet')
    expect((await browser.visit(`/admin/review?source_id=${source}&verdict=warn`)).text).toContain(
      'Nothing waits here.',
    )
    const page = await browser.visit(`/admin/review/next?source_id=${source}`)
    expect(page.text).toContain('Scan not scanned yet')
  })
})
