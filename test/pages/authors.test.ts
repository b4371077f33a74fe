import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { aSource, skillText } from '../support/builders/crawls.ts'
import { type AuthorsApi, anAuthorsApi } from '../support/outside/authors.ts'
import { aWebsite, type Website } from '../support/outside/website.ts'
import { type AdminBrowser, adminBrowser, type Shown } from '../support/pages/admin-browser.ts'

const PAGE = '/en/authors/skills/acme--pdf'
const COOKIE = '__Secure-author'

let a: AuthorsApi
let website: Website
let browser: AdminBrowser
beforeAll(async () => {
  website = await aWebsite()
  a = await anAuthorsApi({ GITHUB_TOKEN: 'ghp_of_the_tests', SOURCE_ORIGINS: website.origin })
  await a.write('acme/kit/pdf/SKILL.md', skillText('pdf'))
  await a.write('acme/kit.json', '{}')
  await a.write('mallory/kit/evil/SKILL.md', skillText('evil'))
  for (const repo of ['acme/kit', 'mallory/kit'])
    expect((await a.post('/v1/publish', { token: await a.aToken(repo) })).status).toBe(200)
})
afterAll(async () => {
  await a.stop()
  await website.stop()
})
beforeEach(() => {
  browser = adminBrowser(a.app)
})

const publicly = async () => (await a.send('GET', '/v1/skills/acme--pdf')).status
/** What the form of a page has in a hidden field. */
const hidden = ({ html }: Shown, name: string) => new RegExp(`name="${name}" value="([^"]*)"`).exec(html)?.[1] ?? ''
const askFor = async (repo: string) =>
  browser.submit(await browser.visit('/en/authors'), '/en/authors/challenge', { source: repo })
/** Proves a repository as its author does. */
async function prove(repo: string): Promise<Shown> {
  const asked = await askFor(repo)
  await a.write(`${repo}/${hidden(asked, 'path')}`, hidden(asked, 'challenge'))
  return browser.submit(asked, '/en/authors/check')
}

describe('the pages for authors', () => {
  it('lead from a challenge to the skills of the repository, by a cookie that no other page gets', async () => {
    const asked = await askFor('https://github.com/ACME/Kit')
    expect(asked.status).toBe(200)
    expect(asked.text).toContain('default branch of acme/kit')
    expect(asked.html).toContain('data-copy="challenge-text"')
    await a.write('acme/kit/.agent-skills-challenge', hidden(asked, 'challenge'))
    const answer = await browser.post('/en/authors/check', { id: hidden(asked, 'id') })
    expect(answer.status).toBe(303)
    expect(answer.headers.get('Location')).toBe('/en/authors/skills')
    expect(answer.headers.getSetCookie()).toEqual(
      ['en', 'ko'].map((lang) =>
        expect.stringMatching(
          new RegExp(
            `^${COOKIE}=[\\w-]+\\.[\\w-]+\\.[\\w-]+; Max-Age=3600; Path=/${lang}/authors; HttpOnly; Secure; SameSite=Strict$`,
          ),
        ),
      ),
    )
    expect((await browser.visit('/en/authors/skills')).text).toMatch(/^The skills of acme\/kit acme--pdf/)
    expect((await browser.visit('/ko/authors/skills')).text).toContain('공개됨')
  })

  it('prove a catalogue by a file beside its index', async () => {
    await aSource(a.db, { type: 'catalog', url: website.origin, name: 'website' })
    const asked = await askFor(website.origin)
    expect(asked.text).toContain(`beside the index of ${website.origin}`)
    const unmet = await browser.submit(asked, '/en/authors/check')
    expect(unmet).toMatchObject({ status: 409, text: expect.stringContaining('is not there') })
    await a.db.execute(sql`update author_challenges set checked_at = null`)
    website.put(new URL(hidden(unmet, 'path')).pathname, { body: hidden(unmet, 'challenge') })
    const proven = await browser.submit(unmet, '/en/authors/check')
    expect(proven.path).toBe('/en/authors/skills')
    expect(proven.text).toContain(`The skills of ${website.origin}`)
  })

  it('hide a skill and show it again', async () => {
    await prove('acme/kit')
    const done = await browser.submit(await browser.visit(PAGE), '/hide', { reason: 'Not ready <b>.' })
    expect(done).toMatchObject({ status: 200, path: `${PAGE}?done=hide` })
    expect(done.text).toContain('The skill is hidden. Status hidden by you')
    expect(await publicly()).toBe(404)
    expect((await browser.visit('/en/authors/skills')).text).toContain('hidden by you')
    await browser.submit(done, '/show')
    expect(await publicly()).toBe(200)
  })

  it('yank a version, deprecate a skill, set its homepage, answer what was found, and take it back', async () => {
    await prove('acme/kit')
    const send = async (act: string, fields: Record<string, string> = {}) =>
      (await browser.post(`${PAGE}/${act}`, fields)).headers.get('Location')
    const reason = 'It is old.'
    for (const [act, fields] of [
      ['yank', { version: '1.0.0', reason }],
      ['unyank', { version: '1.0.0', reason }],
      ['deprecate', { reason, successor: 'mallory--evil' }],
      ['homepage', { homepage: 'https://acme.example/' }],
      ['category', { category: '' }],
      ['answer', { rule: 'secrets.alive', answer: 'It is meant so.' }],
    ] as const)
      expect(await send(act, fields)).toBe(`${PAGE}?done=${act}`)
    const page = await browser.visit(PAGE)
    for (const shown of ['deprecated', 'secrets.alive', 'It is meant so.']) expect(page.text).toContain(shown)
    for (const value of ['mallory--evil', 'https://acme.example/']) expect(page.html).toContain(`value="${value}"`)
    expect(await send('undeprecate')).toBe(`${PAGE}?done=undeprecate`)
    expect(await send('unanswer', { rule: 'secrets.alive' })).toBe(`${PAGE}?done=unanswer`)
    expect((await browser.visit(PAGE)).text).not.toContain('It is meant so.')
  })

  it('follow a skill to its new name', async () => {
    await prove('acme/kit')
    const renamed = await browser.submit(await browser.visit(PAGE), '/rename', { name: 'pdf-forms' })
    expect(renamed.path).toBe('/en/authors/skills/acme--pdf-forms?done=rename')
    expect(renamed.text).toContain('Formerly acme--pdf')
    await browser.submit(renamed, '/rename', { name: 'pdf' })
  })

  it('offer a skill to another publisher, who declines', async () => {
    await prove('acme/kit')
    const offered = await browser.submit(await browser.visit(PAGE), '/offer', { to: 'mallory' })
    expect(offered.text).toContain('Offered to mallory')
    await prove('mallory/kit')
    const list = await browser.visit('/en/authors/skills')
    expect(list.text).toContain('acme--pdf by acme')
    const declined = await browser.submit(list, '/decline')
    expect(declined.text).toContain('The offer is declined.')
    expect(declined.text).not.toContain('acme--pdf')
    const again = await browser.submit(list, '/accept')
    expect(again).toMatchObject({ status: 409, text: expect.stringContaining('The offer was already declined.') })
  })

  it('lead an appeal to where it can be followed', async () => {
    await prove('acme/kit')
    const sent = await browser.submit(await browser.visit(PAGE), '/appeal', { text: 'It is <i>ours</i>.' })
    expect(sent.path).toMatch(/^\/en\/reports\//)
    expect(sent.text).toContain('It is <i>ours</i>.')
  })

  it('say why something was refused, beside what was typed', async () => {
    await prove('acme/kit')
    const page = await browser.visit(PAGE)
    const refused = await browser.submit(page, '/deprecate', { reason: 'Old "<b>".', successor: 'acme--none' })
    expect(refused.status).toBe(400)
    expect(refused.text).toMatch(/Nothing was changed\. .*successor/)
    expect(refused.html).toContain('Old &quot;&lt;b&gt;&quot;.')
    expect(refused.html).toContain('value="acme--none"')
    expect(refused.html).toContain('aria-describedby="deprecate-successor-fault"')
    expect(refused.html).toContain(`href="${PAGE.replace('en', 'ko')}"`)
    const name = await browser.submit(page, '/rename', { name: 'Not A Name' })
    expect(name).toMatchObject({ status: 400, text: expect.stringContaining('must be lowercase letters') })
    expect((await browser.post(`${PAGE}/constructor`)).status).toBe(404)
  })

  it('say why a repository is not proven, and keep the challenge', async () => {
    const asked = await askFor('acme/kit')
    await a.write('acme/kit/.agent-skills-challenge', 'something else')
    const unmet = await browser.submit(asked, '/en/authors/check')
    expect(unmet.status).toBe(409)
    expect(unmet.text).toContain('says something else')
    expect(hidden(unmet, 'challenge')).toBe(hidden(asked, 'challenge'))
    const early = await browser.submit(unmet, '/en/authors/check')
    expect(early.status).toBe(429)
    expect(early.headers.get('Retry-After')).toBe('5')
    await a.db.execute(sql`update author_challenges set expires_at = now()`)
    const over = await browser.submit(early, '/en/authors/check')
    expect(over.status).toBe(404)
    expect(over.html).toContain('value="acme/kit"')
    expect(await askFor('no repository')).toMatchObject({
      ...{ status: 400, text: expect.stringContaining('must be a GitHub repository') },
      html: expect.stringContaining('value="no repository"'),
    })
    expect(browser.jar.has(COOKIE)).toBe(false)
  })

  it('add a webhook, show its secret once, send a test, show the log, make a new secret, and remove it', async () => {
    const receiver = createServer((_, response) => response.writeHead(500).end())
    await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve))
    const url = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/<hook>`
    await prove('acme/kit')
    const list = await browser.visit('/en/authors/hooks')
    expect(list.text).toMatch(/^Your skills Webhooks of acme\/kit .*There is none yet\./)
    const added = await browser.submit(list, '/hooks', { url })
    const secret = /whsec_[\w+/=]+/.exec(added.text)?.[0]
    expect(secret).toBeDefined()
    const kept = await browser.visit('/en/authors/hooks')
    expect(kept.text).not.toContain('whsec_')
    const path = /\/en\/authors\/hooks\/[\w-]+/.exec(kept.html)?.[0] ?? ''
    const tested = await browser.submit(await browser.visit(path), '/test')
    expect(tested.path).toBe(`${path}?done=test`)
    expect(tested.text).toContain('The test did not arrive.')
    expect(tested.text).toMatch(/test It answered with status 500\. 1 attempt; is sent again/)
    expect((await browser.visit(path.replace('en', 'ko'))).text).toContain('1번 시도')
    const renewed = await browser.submit(tested, '/hooks')
    expect(/whsec_[\w+/=]+/.exec(renewed.text)?.[0]).not.toBe(secret)
    const removed = await browser.submit(await browser.visit(path), '/remove')
    expect(removed.text).toMatch(/The webhook is removed\. There is none yet\./)
    expect((await browser.visit(path)).status).toBe(404)
    await new Promise((resolve) => receiver.close(resolve))
  })

  it('say why a webhook is refused, beside what was typed, and show none of others', async () => {
    await prove('acme/kit')
    const refused = await browser.submit(await browser.visit('/en/authors/hooks'), '/hooks', {
      url: 'https://10.0.0.1/x',
    })
    expect(refused).toMatchObject({ status: 400, text: expect.stringContaining('must be https') })
    expect(refused.html).toContain('value="https://10.0.0.1/x"')
    const added = await browser.submit(refused, '/hooks', { url: 'https://hooks.example/x' })
    const path = /\/en\/authors\/hooks\/[\w-]+/.exec(added.html)?.[0] ?? ''
    await prove('mallory/kit')
    expect((await browser.visit('/en/authors/hooks')).text).not.toContain('hooks.example')
    expect((await browser.visit(path)).status).toBe(404)
    for (const act of ['test', 'remove']) expect((await browser.post(`${path}/${act}`)).status).toBe(404)
    await prove('acme/kit')
    expect((await browser.visit(path)).text).toContain('Nothing has been sent yet.')
  })

  it('show and change nothing of others', async () => {
    await prove('mallory/kit')
    expect((await browser.visit(PAGE)).status).toBe(403)
    expect((await browser.post(`${PAGE}/hide`)).status).toBe(403)
    expect(await publicly()).toBe(200)
  })

  it('take no form that another site sends', async () => {
    await prove('acme/kit')
    for (const headers of [{ 'Sec-Fetch-Site': 'same-site' }, { Origin: 'https://evil.test' }, {}])
      for (const path of [
        `${PAGE}/hide`,
        '/en/authors/hooks',
        '/en/authors/challenge',
        '/en/authors/check',
        '/en/authors/out',
      ])
        expect((await browser.post(path, {}, headers as Record<string, string>)).status).toBe(403)
    expect(await publicly()).toBe(200)
  })

  it('lead whoever has proven nothing, or too long ago, to the form', async () => {
    expect((await browser.visit(PAGE)).path).toBe('/en/authors')
    expect((await browser.post(`${PAGE}/hide`)).headers.get('Location')).toBe('/en/authors')
    browser.jar.set(COOKIE, 'no.such.token')
    expect((await browser.visit('/ko/authors/skills')).path).toBe('/ko/authors')
    expect(browser.jar.has(COOKIE)).toBe(false)
    await prove('acme/kit')
    await browser.submit(await browser.visit('/en/authors/skills'), '/en/authors/out')
    expect(browser.jar.has(COOKIE)).toBe(false)
    expect((await browser.visit(PAGE)).path).toBe('/en/authors')
  })

  it('are kept from caches, search engines and frames', async () => {
    await prove('acme/kit')
    for (const path of [
      '/en/authors',
      '/en/authors/skills',
      '/en/authors/hooks',
      PAGE,
      '/en/authors/skills/acme--nothing',
    ]) {
      const { headers } = await browser.request(path)
      expect(headers.get('Cache-Control')).toBe('private, no-store')
      expect(headers.get('X-Robots-Tag')).toBe('noindex')
      expect(headers.get('Content-Security-Policy')).toContain("frame-ancestors 'none'")
    }
  })

  it('are one link away from the publisher and from what was found', async () => {
    for (const path of ['/en/publishers/acme', '/en/skills/acme--pdf/findings', '/en/docs/own'])
      expect((await browser.visit(path)).html).toMatch(/href="(\/en)?\/authors"/)
  })
})
