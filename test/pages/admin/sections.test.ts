import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { anAccount } from '../../support/api/accounts.ts'
import { serveApp } from '../../support/api/served-app.ts'
import { aVersion } from '../../support/builders/versions.ts'
import { type AdminBrowser, adminBrowser, type Shown } from '../../support/pages/admin-browser.ts'
import { createDatabase, type TestDatabase } from '../../support/run/database.ts'

let at: TestDatabase
let api: Awaited<ReturnType<typeof serveApp>>
let admin: AdminBrowser
let reviewer: AdminBrowser
beforeAll(async () => {
  at = await createDatabase()
  api = await serveApp(at, { SOURCE_ORIGINS: 'https://lists.test' })
  admin = adminBrowser(api)
  reviewer = adminBrowser(api)
  await admin.signIn(await anAccount(at.db, { username: 'ada' }))
  await reviewer.signIn(await anAccount(at.db, { username: 'rita', role: 'reviewer' }))
})
afterAll(() => api.stop())

const create = async (section: string, fields: Record<string, string>) =>
  admin.submit(await admin.visit(`/admin/${section}/new`), '/new', fields)
/** Sends the form of a page that changes the thing itself. */
const change = (page: Shown, fields: Record<string, string>) =>
  admin.submit(page, page.path.split('?')[0] ?? '', fields)
const SECTIONS = ['reports', 'decisions', 'skills', 'sources', 'categories', 'tags', 'aliases', 'unfinished']
const OF_ADMINS = ['sites', 'accounts', 'runs', 'audit', 'jobs', 'alerts', 'statistics']

describe('what a role sees', () => {
  it.each([...SECTIONS, ...OF_ADMINS, 'device', 'me'])('an admin sees %s', async (section) => {
    expect(await admin.visit(`/admin/${section}`)).toMatchObject({ status: 200, path: `/admin/${section}` })
  })

  it('a reviewer sees what a reviewer may read, and no way to change what an admin alone may', async () => {
    for (const section of SECTIONS) {
      const page = await reviewer.visit(`/admin/${section}`)
      expect(page.status).toBe(200)
      for (const hidden of OF_ADMINS) expect(page.html).not.toContain(`href="/admin/${hidden}"`)
      if (!['skills', 'decisions'].includes(section)) expect(page.html).not.toContain('/new"')
    }
    expect(await reviewer.visit('/admin/categories/other')).toMatchObject({ status: 404 })
  })

  it.each(OF_ADMINS)('a reviewer is refused %s', async (section) => {
    expect(await reviewer.visit(`/admin/${section}`)).toMatchObject({
      status: 403,
      text: expect.stringContaining('Only admins may do this.'),
    })
  })

  it('a reviewer is refused a form that only admins have', async () => {
    const answer = await reviewer.post('/admin/categories/new', { key: 'law', name: 'Law', sort_order: '0' })
    expect(answer.status).toBe(403)
    expect((await api.fromApp('/v1/taxonomy').then((r) => r.text())).includes('"law"')).toBe(false)
  })
})

describe('a form', () => {
  it('makes and changes a category, and shows what is wrong beside its field', async () => {
    const wrong = await create('categories', { key: 'No Key', name: 'Law', sort_order: 'x' })
    expect(wrong.status).toBe(400)
    expect(wrong.html).toMatch(/id="new-key-fault">must be lowercase letters/)
    expect(wrong.html).toContain('aria-invalid="true"')
    expect(wrong.html).toContain('value="Law"')
    const made = await create('categories', { key: 'law', name: 'Law <b>', sort_order: '3' })
    expect(made.text).toContain('Created.')
    expect(made.html).toContain('<h1>Law &lt;b&gt;</h1>')
    const taken = await create('categories', { key: 'law', name: 'Law' })
    expect(taken).toMatchObject({ status: 409, text: expect.stringContaining('There is already a category') })
    const changed = await change(await admin.visit(made.path), {
      name: 'Law',
      description: 'Of the land.\r\nAnd the sea.',
    })
    expect(changed.text).toContain('Saved.')
    expect(changed.html).toContain('Of the land.\nAnd the sea.</textarea>')
    const same = await change(await admin.visit(made.path), {})
    expect(same.text).toContain('Nothing was changed.')
  })

  it('changes only what somebody has changed in it', async () => {
    const page = await create('categories', { key: 'music', name: 'Music' })
    await change(await admin.visit(page.path), { name: 'Melodies' })
    const late = await change(page, { description: 'Tunes.' })
    expect(late.html).toContain('value="Melodies"')
    expect(late.html).toContain('Tunes.</textarea>')
  })

  it('deletes a category only if nothing uses it', async () => {
    const page = await create('categories', { key: 'short-lived', name: 'Short' })
    const gone = await admin.submit(page, '/delete')
    expect(gone).toMatchObject({ path: '/admin/categories', text: expect.stringContaining('Done: Delete.') })
    expect(await admin.visit(page.path)).toMatchObject({ status: 404 })
  })

  it('makes, changes and deletes a source, and says why an address is refused', async () => {
    const wrong = await create('sources', { type: 'list', base_url: 'https://elsewhere.test/x' })
    expect(wrong.html).toMatch(/id="new-base_url-fault">must be on one of/)
    const made = await create('sources', { type: 'github', base_url: 'https://github.com/acme/kit' })
    expect(made.html).toContain('<h1>github:acme/kit</h1>')
    const again = await create('sources', { type: 'github', base_url: 'https://github.com/Acme/kit' })
    expect(again).toMatchObject({ status: 409, text: expect.stringContaining('already has this') })
    const paused = await change(made, { status: 'paused', crawl_interval_minutes: '' })
    expect(paused.text).toContain('Saved.')
    const gone = await admin.submit(paused, '/delete')
    expect(gone.path).toBe('/admin/sources')
  })

  it('crawls a source, and leads to what it says', async () => {
    const made = await create('sources', { type: 'list', base_url: 'https://lists.test/none.json' })
    const crawled = await admin.submit(made, '/crawl')
    expect(crawled.text).toMatch(/Run \d{8}T\d{6}Z-[0-9a-f]+: (failed|partly)\./)
    const [run] = /\d{8}T\d{6}Z-[0-9a-f]+/.exec(crawled.text) ?? []
    expect(await admin.visit(`/admin/runs/${run}`)).toMatchObject({ status: 200 })
    expect((await admin.visit('/admin/sources?status=error')).text).toContain('list:lists.test/none.json')
  })

  it('makes an alias, moves skills by it and deletes it', async () => {
    const source = await create('sources', { type: 'github', base_url: 'https://github.com/acme/words' })
    const category = await create('categories', { key: 'tables', name: 'Tables' })
    const [source_id = '', category_id = ''] = [source.path.split('/').at(-1), category.path.split('/').at(-1)]
    const made = await create('aliases', { source_id, raw_category: 'Spreadsheets', category_id })
    expect(made.html).toContain('<h1>Spreadsheets</h1>')
    expect(await create('aliases', { source_id, raw_category: 'spreadsheets', category_id })).toMatchObject({
      status: 409,
    })
    const listed = await admin.visit(`/admin/aliases?source_id=${source_id}`)
    expect(listed.text).toContain('Tables')
    const moved = await admin.submit(made, '/reapply')
    expect(moved.text).toContain('0 skills changed.')
    expect((await admin.submit(moved, '/delete')).path).toBe('/admin/aliases')
  })

  it('makes, changes, archives and restores a skill, merges its tags and withdraws a version of another', async () => {
    const made = await create('skills', {
      name: 'Notes',
      owner: 'acme',
      summary: 'Writes notes.',
      status: 'active',
      tags: 'js\nmarkdown',
    })
    expect(made.path).toBe('/admin/skills/acme--notes')
    const edited = await change(made, { tags: 'js', license: 'mit' })
    expect(edited.html).toContain('value="MIT"')
    const blank = await change(edited, { name: ' ' })
    expect(blank.html).toMatch(/id="edit-name-fault">must not be blank/)
    const archived = await admin.submit(edited, '/archive')
    expect(archived).toMatchObject({ path: '/admin/skills/acme--notes' })
    const restored = await admin.submit(archived, '/restore')
    expect(restored.text).toContain('Done: Restore.')

    const tags = await admin.visit('/admin/tags?q=js')
    const tag = await admin.visit(/href="(\/admin\/tags\/[^"]+)"/.exec(tags.html)?.[1] ?? '')
    const itself = await admin.submit(tag, '/merge', { into: 'js' })
    expect(itself.html).toMatch(/id="merge-into-fault">must be another tag/)
    const merged = await admin.submit(tag, '/merge', { into: 'markdown' })
    expect(merged.text).toContain('1 skill changed.')
    expect(await change(merged, { key: 'x' })).toMatchObject({ status: 409 })

    const { slug } = await aVersion(at.db, { name: 'versioned' })
    const skill = await reviewer.visit(`/admin/skills/${slug}`)
    const yanked = await reviewer.submit(skill, '/yank', { version: '1.0.0', reason: 'It deletes files.' })
    expect(yanked.text).toContain('Done: Yank a version.')
    const version = await api.fromApp(`/v1/skills/${slug}/versions/1.0.0`)
    expect(await version.json()).toMatchObject({ yanked: { reason: 'It deletes files.' } })
    const back = await reviewer.submit(yanked, '/unyank', { version: '1.0.0', reason: 'It does not.' })
    expect(back.text).toContain('Done: Give a yanked version out again.')
  })

  it('makes a site, shows its secret once, replaces it and archives the site', async () => {
    const made = await create('sites', {
      key: 'docs',
      name: 'Docs',
      allowed_origins: 'https://docs.test\n\nhttps://x.test',
    })
    const [, secret = 'none'] = /<code id="secret">([^<]+)</.exec(made.html) ?? []
    expect(secret).toMatch(/^sks_/)
    expect([...admin.jar.values()].join()).not.toContain(secret)
    const site = await admin.visit(/href="(\/admin\/sites\/[0-9a-f-]+)"/.exec(made.html)?.[1] ?? '')
    expect(site.html).not.toContain(secret)
    expect(site.html).toContain('https://docs.test\nhttps://x.test</textarea>')
    expect((await admin.submit(site, '/rotate')).html).toMatch(/<code id="secret">sks_/)
    const wrong = await change(site, { allowed_origins: 'nothing' })
    expect(wrong.html).toMatch(/id="edit-allowed_origins-fault">/)
    const paused = await change(site, { status: 'paused' })
    expect((await admin.submit(paused, '/archive')).text).toContain('archived')
  })

  it('makes an account that can sign in, and disables it', async () => {
    const short = await create('accounts', { username: 'bob', password: 'short', role: 'reviewer' })
    expect(short.html).toMatch(/id="new-password-fault">must have at least 12/)
    expect(short.html).not.toContain('value="short"')
    const made = await create('accounts', { username: 'bob', password: 'a long enough secret', role: 'reviewer' })
    expect(made.path).toBe('/admin/accounts/bob')
    const bob = adminBrowser(api)
    expect(await bob.signIn({ username: 'bob', password: 'a long enough secret' })).toMatchObject({ status: 200 })
    const disabled = await change(made, { status: 'disabled' })
    expect(disabled.text).toContain('Saved.')
    expect((await bob.visit('/admin/review')).path).toMatch(/^\/admin\/login/)
    const ada = await admin.visit('/admin/accounts/ada')
    expect(await change(ada, { role: 'reviewer' })).toMatchObject({
      status: 409,
      text: expect.stringContaining('no active admin'),
    })
  })

  it('that says nothing of what it changes is refused', async () => {
    const page = await create('categories', { key: 'plain', name: 'Plain' })
    for (const was of ['', 'null', '[', '7']) expect((await admin.post(page.path, { name: 'x', was })).status).toBe(400)
    expect((await admin.post(`${page.path}/no-such-action`)).status).toBe(404)
  })
})

describe('the audit log', () => {
  it('shows who changed what, with each field before and after', async () => {
    const page = await create('categories', { key: 'audited', name: 'Audited' })
    await change(page, { name: 'Seen' })
    const id = page.path.split('/').at(-1)
    const list = await admin.visit(`/admin/audit?target_id=${id}&action=category.update`)
    expect(list.text).toContain('ada')
    const entry = await admin.visit(/href="(\/admin\/audit\/\d+)"/.exec(list.html)?.[1] ?? '')
    expect(entry.html).toMatch(/<del>Audited<\/del>/)
    expect(entry.html).toMatch(/<ins>Seen<\/ins>/)
  })
})
