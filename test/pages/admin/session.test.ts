import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { changeAccount } from '../../../src/db/accounts/admin-users.ts'
import { issueToken } from '../../../src/http/auth/admin-token.ts'
import { anAccount } from '../../support/api/accounts.ts'
import { serveApp } from '../../support/api/served-app.ts'
import { TESTER } from '../../support/builders/builders.ts'
import { type AdminBrowser, adminBrowser } from '../../support/pages/admin-browser.ts'
import { createDatabase, type TestDatabase } from '../../support/run/database.ts'

const SECRET = 'a secret of the tests of sessions, long enough'

let at: TestDatabase
let api: Awaited<ReturnType<typeof serveApp>>
let browser: AdminBrowser
let account: Awaited<ReturnType<typeof anAccount>>
beforeAll(async () => {
  at = await createDatabase()
  api = await serveApp(at, { JWT_SECRET: SECRET })
  account = await anAccount(at.db, { username: 'ada' })
})
afterAll(() => api.stop())
beforeEach(async () => {
  browser = adminBrowser(api)
  await at.db.execute(sql`delete from login_attempts`)
})

describe('signing in', () => {
  it('leads to where somebody wanted to go, with a cookie that only our own pages send', async () => {
    const page = await browser.visit('/admin/review?status=any')
    expect(page).toMatchObject({ status: 200, path: '/admin/login?next=%2Fadmin%2Freview%3Fstatus%3Dany' })
    const { username, password } = account
    const answer = await browser.post('/admin/login', { username, password, next: '/admin/review?status=any' })
    expect(answer.status).toBe(303)
    expect(answer.headers.get('Location')).toBe('/admin/review?status=any')
    const [cookie = ''] = answer.headers.getSetCookie()
    expect(cookie).toMatch(
      /^__Host-session=[\w-]+\.[\w-]+\.[\w-]+; Max-Age=7200; Path=\/; HttpOnly; Secure; SameSite=Strict$/,
    )
    const queue = await browser.visit('/admin/review?status=any')
    expect(queue).toMatchObject({ status: 200, text: expect.stringContaining('Review queue') })
  })

  it('keeps every page from caches, search engines and frames', async () => {
    for (const path of ['/admin/login', '/admin/review', '/admin/nothing']) {
      const { headers } = await browser.request(path)
      expect(headers.get('Cache-Control')).toBe('private, no-store')
      expect(headers.get('X-Robots-Tag')).toBe('noindex')
      expect(headers.get('Content-Security-Policy')).toContain("frame-ancestors 'none'")
    }
  })

  it('says that the user name or password is wrong, and keeps the name', async () => {
    const page = await browser.submit(await browser.visit('/admin/login'), '/admin/login', {
      username: 'ada',
      password: 'wrong <b>',
    })
    expect(page.status).toBe(401)
    expect(page.text).toContain('The user name or password is wrong.')
    expect(page.html).toContain('value="ada"')
    expect(page.html).not.toContain('wrong &lt;b&gt;')
    expect(browser.jar.has('__Host-session')).toBe(false)
  })

  it('says for how long somebody has to wait after too many failures', async () => {
    for (let times = 0; times < 5; times++) await browser.signIn({ username: 'ada', password: 'wrong' })
    const page = await browser.signIn(account)
    expect(page.status).toBe(429)
    expect(page.headers.get('Retry-After')).toBe('10')
    expect(page.text).toContain('Try again in 10 seconds.')
  })

  it.each([
    'https://evil.test/admin',
    '//evil.test/admin',
    '/\\evil.test',
    'javascript:alert(1)',
    '/en/search',
    '/administrators',
    '/admin/../v1/admin',
    '/admin/login',
    '/admin/logout',
  ])('leads nowhere else: %s', async (next) => {
    const { username, password } = account
    const answer = await browser.post('/admin/login', { username, password, next })
    expect(answer.headers.get('Location')).toBe('/admin/review')
  })

  it('speaks the language that was chosen', async () => {
    await browser.post('/admin/language', { lang: 'ko' })
    expect((await browser.visit('/admin/login')).text).toContain('로그인')
    await browser.post('/admin/language', { lang: 'xx' })
    expect((await browser.visit('/admin/login')).text).toContain('로그인')
  })
})

describe('a session', () => {
  it('ends when somebody signs out', async () => {
    await browser.signIn(account)
    const page = await browser.submit(await browser.visit('/admin/review'), '/admin/logout')
    expect(page.path).toBe('/admin/login')
    expect((await browser.visit('/admin/review')).path).toMatch(/^\/admin\/login/)
  })

  it('that has expired leads to the sign-in page and back', async () => {
    const { token } = await issueToken({
      ...{ id: account.id, version: 1, username: 'ada', role: 'admin' },
      ...{ secret: SECRET, now: new Date(Date.now() - 121 * 60_000) },
    })
    browser.jar.set('__Host-session', token)
    expect((await browser.visit('/admin/review?q=csv')).path).toBe('/admin/login?next=%2Fadmin%2Freview%3Fq%3Dcsv')
    expect(browser.jar.has('__Host-session')).toBe(false)
  })

  it('leads a form that came too late to the page that it was on', async () => {
    const page = await browser.visit('/admin/login')
    const answer = await browser.post(
      '/admin/review',
      { decision: 'reject' },
      {
        'Sec-Fetch-Site': 'same-origin',
        Referer: 'http://api.test/admin/review?q=csv',
      },
    )
    expect(page.status).toBe(200)
    expect(answer.headers.get('Location')).toBe('/admin/login?next=%2Fadmin%2Freview%3Fq%3Dcsv')
  })

  it('is over once its account is disabled', async () => {
    const rita = await anAccount(at.db, { username: 'rita', role: 'reviewer' })
    await browser.signIn(rita)
    expect((await browser.visit('/admin/review')).status).toBe(200)
    await changeAccount(at.db, TESTER, rita.id, { status: 'disabled' })
    expect((await browser.visit('/admin/review')).path).toMatch(/^\/admin\/login/)
  })

  it('with a made-up token is none', async () => {
    browser.jar.set('__Host-session', 'made.up.token')
    expect((await browser.visit('/admin/review')).path).toMatch(/^\/admin\/login/)
  })
})

describe('a form of another site', () => {
  it.each([
    ['another site', { 'Sec-Fetch-Site': 'cross-site', Origin: 'https://evil.test' }],
    ['a site beside ours', { 'Sec-Fetch-Site': 'same-site', Origin: 'http://other.api.test' }],
    ['an old browser on another site', { Origin: 'https://evil.test' }],
    ['a page without an origin', { Origin: 'null' }],
    ['a program that says nothing', {}],
  ])('is refused: %s', async (_, headers) => {
    await browser.signIn(account)
    for (const path of ['/admin/review', '/admin/logout', '/admin/language', '/admin/login']) {
      const answer = await browser.post(path, {}, headers as Record<string, string>)
      expect(answer.status).toBe(403)
    }
    expect((await browser.visit('/admin/review')).path).toBe('/admin/review')
  })

  it('of an old browser on our own page is taken', async () => {
    const { username, password } = account
    const answer = await browser.post('/admin/login', { username, password }, { Origin: 'http://api.test' })
    expect(answer.status).toBe(303)
  })
})
