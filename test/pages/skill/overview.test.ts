import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { yankVersion } from '../../../src/db/files/yank-version.ts'
import { serveApp } from '../../support/api/served-app.ts'
import { aSkill, TESTER } from '../../support/builders/builders.ts'
import { aFile } from '../../support/builders/folders.ts'
import { aVersion } from '../../support/builders/versions.ts'
import { HOSTILE_TEXT } from '../../support/pages/hostile-text.ts'
import { readHtml } from '../../support/pages/read-html.ts'
import { createDatabase, type TestDatabase } from '../../support/run/database.ts'

let at: TestDatabase
let app: Awaited<ReturnType<typeof serveApp>>
beforeAll(async () => {
  at = await createDatabase()
  app = await serveApp(at)
})
afterAll(() => app.stop())

async function open(path: string, headers: Record<string, string> = {}) {
  const answer = await app.fromApp(path, { headers })
  return { answer, ...readHtml(await answer.text()) }
}

const idOf = async (slug: string) =>
  String((await at.db.execute(sql`select id from skills where slug = ${slug}`)).rows[0]?.id)

const skillMd = (name: string, text = 'What to do.') =>
  aFile('SKILL.md', `---\nname: ${name}\ndescription: Does what a skill does.\n---\n${text}\n`)

describe('the page of a skill', () => {
  it('says what it is, how to install it, whether to trust it and whether it is alive', async () => {
    await aVersion(at.db, { name: 'tidy-rows', files: [await skillMd('tidy-rows')] })
    const { answer, texts, text, links, meta, rel, jsonLd } = await open('/en/skills/acme--tidy-rows')
    expect(answer.status).toBe(200)
    expect(answer.headers.get('Content-Type')).toBe('text/html; charset=UTF-8')
    expect(texts('h1')).toEqual(['tidy-rows'])
    expect(text('lead')).toBe('Does what a skill does.')
    expect(texts('code')).toEqual(
      expect.arrayContaining([
        'npx skills add http://api.test/s/acme--tidy-rows',
        'CLAWHUB_SITE=http://api.test npx clawhub install @acme/tidy-rows',
        'claude mcp add --transport http skills http://api.test/mcp',
      ]),
    )
    expect(text('skill-head')).toMatch(/version 1\.0\.0.*MIT/)
    expect(text('about')).toMatch(/follows the specification.*MIT stated in its own files.*acme/)
    expect(text('about')).toMatch(/Uses in 30 days.*Stars of its repository/)
    expect(text('about')).toMatch(/a-source skills\/tidy-rows\/SKILL\.md/)
    expect(links).toEqual(expect.arrayContaining(['/en/publishers/acme', '/en/categories/tools', '/en/tags/tag']))
    expect(text('prose')).toBe('The text of tidy-rows.')
    expect(rel('canonical')).toEqual(['http://api.test/en/skills/acme--tidy-rows'])
    expect(meta('og:title')).toBe('tidy-rows by acme')
    expect(jsonLd).toMatchObject({
      '@type': 'SoftwareSourceCode',
      name: 'tidy-rows',
      version: '1.0.0',
      license: 'https://spdx.org/licenses/MIT',
      codeRepository: 'https://github.com/acme/skills',
    })
  })

  it('is kept as long as the answer of the API, and purged with it', async () => {
    await aVersion(at.db, { name: 'kept' })
    const { answer } = await open('/en/skills/acme--kept')
    const json = await app.fromApp('/v1/skills/acme--kept')
    expect(answer.headers.get('Cache-Control')).toBe(json.headers.get('Cache-Control'))
    expect(answer.headers.get('Cache-Tag')).toBe('pages,skills,skill:acme--kept')
    const again = await open('/en/skills/acme--kept', { 'If-None-Match': answer.headers.get('ETag') ?? '' })
    expect(again.answer.status).toBe(304)
  })

  it('says why clients cannot install it, and why its text is not shown', async () => {
    await aVersion(at.db, { name: 'linked', contentPolicy: 'link_only' })
    const linked = await open('/en/skills/acme--linked')
    expect(linked.text('install')).toContain('Its licence does not permit giving its files out.')
    expect(linked.texts('code')).not.toContain('npx skills add http://api.test/s/acme--linked')
    expect(linked.text('text')).toContain('Its licence does not permit us to pass its files on.')

    const { slug } = await aVersion(at.db, { name: 'yanked' })
    await yankVersion(at.db, TESTER, { skillId: await idOf(slug), version: '1.0.0', reason: 'It deletes files.' })
    const yanked = await open('/en/skills/acme--yanked')
    expect(yanked.text('skill-head')).toContain('no version that can be installed')
    expect(yanked.text('text')).toContain('Its newest version is not given out')

    const vanished = await aVersion(at.db, { name: 'vanished' })
    await at.db.execute(sql`update skills set vanished_at = now() where slug = ${vanished.slug}`)
    expect((await open('/en/skills/acme--vanished')).text('notice')).toContain('gone from its source')
  })

  it('names the skill whose copy it is', async () => {
    const { id, slug } = await aSkill(at.db, { name: 'first', contentHash: 'same' })
    await aSkill(at.db, { name: 'second', contentHash: 'same', duplicateOf: id })
    const { text, links } = await open('/en/skills/acme--second')
    expect(text('notice')).toContain('The same content was published earlier as acme--first')
    expect(links).toContain(`/en/skills/${slug}`)
  })

  it('reads Korean to those who read Korean, and Markdown to agents', async () => {
    await aVersion(at.db, { name: 'both', files: [await skillMd('both')] })
    const korean = await open('/skills/acme--both', { Accept: 'text/html', 'Accept-Language': 'ko' })
    expect(korean.answer.headers.get('Location')).toBe('/ko/skills/acme--both')
    expect((await open('/ko/skills/acme--both')).texts('h2')).toContain('설치')
    const markdown = await app.fromApp('/en/skills/acme--both.md')
    expect(markdown.headers.get('Content-Type')).toBe('text/markdown; charset=utf-8')
    expect(await markdown.text()).toMatch(/^# both\n[\s\S]*npx skills add http:\/\/api\.test\/s\/acme--both\n/)
  })

  it('suggests the skill that a wrong address may mean', async () => {
    await aVersion(at.db, { name: 'near-miss' })
    const { answer, links } = await open('/en/skills/acme--near-mis')
    expect(answer.status).toBe(404)
    expect(links).toContain('/en/skills/acme--near-miss')
  })

  it('shows a hostile text, and runs, loads and hides nothing of it', async () => {
    const { slug } = await aVersion(at.db, { name: 'hostile' })
    await at.db.execute(
      sql`update skills set description_md = ${HOSTILE_TEXT}, summary = '</p><script>alert(1)</script>\u202Eevil' where slug = ${slug}`,
    )
    const { answer, all, everything, text, meta } = await open('/en/skills/acme--hostile')
    expect(answer.headers.get('Content-Security-Policy')).toMatch(/default-src 'none'.*script-src 'self'/)
    const own = all('script').filter(({ properties }) => !String(properties.src ?? '').startsWith('/assets/'))
    expect(own.map(({ properties }) => properties.type)).toEqual(['application/ld+json'])
    for (const name of ['iframe', 'object', 'embed', 'style', 'base', 'math', 'svg']) expect(all(name)).toEqual([])
    for (const { properties } of all('img')) expect(properties.src).toMatch(/^\/assets\//)
    for (const { properties } of all('a')) expect(String(properties.href ?? '')).toMatch(/^(\/|#|https?:|mailto:|$)/)
    const properties = everything.flatMap((element) => Object.keys(element.properties))
    expect(properties.filter((name) => /^(on|style)/i.test(name))).toEqual([])
    expect(text('lead')).toBe('</p><script>alert(1)</script>[U+202E]evil')
    expect(text('prose')).toContain('[U+202E]')
    expect(meta('description')).toContain('</p><script>alert(1)</script>[U+202E]evil')
  })
})

describe('the address that clients install from', () => {
  it('leads a browser to the page of the skill, and clients where it always did', async () => {
    await aVersion(at.db, { name: 'at-s', files: [await skillMd('at-s')] })
    for (const path of ['/s/acme--at-s', '/s/acme--at-s@at-s']) {
      const answer = await app.fromApp(path, { headers: { Accept: 'text/html,*/*;q=0.8' } })
      expect([answer.status, answer.headers.get('Location')]).toEqual([302, '/en/skills/acme--at-s'])
      expect(answer.headers.get('Cache-Control')).toBe('no-store')
    }
    const client = await app.fromApp('/s/acme--at-s')
    expect(client.status).toBe(404)
    expect(client.headers.get('Content-Type')).toBe('application/problem+json')
    const index = await app.fromApp('/s/acme--at-s/.well-known/agent-skills/index.json', {
      headers: { Accept: 'text/html' },
    })
    expect(await index.json()).toMatchObject({ skills: [{ name: 'at-s' }] })
  })
})
