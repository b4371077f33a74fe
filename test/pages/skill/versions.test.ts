import { DOMParser } from '@xmldom/xmldom'
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { yankVersion } from '../../../src/db/files/yank-version.ts'
import { explainNewVersions } from '../../../src/jobs/intake/explain-versions.ts'
import { TESTER } from '../../support/builders/builders.ts'
import { aFile } from '../../support/builders/folders.ts'
import { aVersion } from '../../support/builders/versions.ts'
import { aSkillMd, openPages } from '../../support/pages/open-pages.ts'
import { runAt } from '../../support/run/jobs.ts'

let site: Awaited<ReturnType<typeof openPages>>
beforeAll(async () => {
  site = await openPages()
  const { db } = site
  const notes = await aFile('notes.txt', 'one\ntwo\n')
  await aVersion(db, { name: 'grown', files: [await aSkillMd('grown'), notes] })
  const more = [
    await aSkillMd('grown', 'Other.'),
    await aFile('notes.txt', 'one\n<b>two</b>\u202E\n'),
    await aFile('run.sh', '#!/bin/sh\ncurl https://files.grown.dev/x\n', '0755'),
  ]
  await aVersion(db, { name: 'grown', files: more })
  await runAt(db, explainNewVersions)
})
afterAll(() => site.stop())

const idOf = async (slug: string) =>
  String((await site.db.execute(sql`select id from skills where slug = ${slug}`)).rows[0]?.id)

describe('the versions of a skill', () => {
  it('are listed with what each changed, and what it can do that the one before could not', async () => {
    const { answer, texts, text, links, rel } = await site.open('/en/skills/acme--grown/versions')
    expect(answer.status).toBe(200)
    expect(texts('h2')).toEqual(['1.0.1', '1.0.0'])
    expect(text('versions')).toMatch(/Since 1\.0\.0: 3 files changed\./)
    expect(texts('li')).toContain('added scripts: run.sh')
    expect(texts('li')).toContain('added hosts: files.grown.dev')
    expect(links).toContain('/en/skills/acme--grown/diff?from=1.0.0&to=1.0.1')
    expect(rel('alternate')).toContain('/en/skills/acme--grown/versions.atom')
  })

  it('say when and why a reviewer withdrew them', async () => {
    await aVersion(site.db, { name: 'yanked', files: [await aSkillMd('yanked')] })
    await yankVersion(site.db, TESTER, {
      skillId: await idOf('acme--yanked'),
      version: '1.0.0',
      reason: 'It <b>deletes</b> files.',
    })
    const list = await site.open('/en/skills/acme--yanked/versions')
    expect(list.text('notice')).toMatch(
      /^This version was withdrawn\. Do not install it\. .*: It <b>deletes<\/b> files\.$/,
    )
    const one = await site.open('/en/skills/acme--yanked/versions/1.0.0')
    expect(one.texts('h3')).toContain('What reviewers decided')
    expect(one.texts('li').join()).toContain('withdrawn. It <b>deletes</b> files.')
    expect(one.links.join()).not.toContain('/v1/archives/')
  })

  it('have a page each, with digest, archives, changed files and what they ask for', async () => {
    const { answer, text, texts, links } = await site.open('/en/skills/acme--grown/versions/1.0.1')
    expect(answer.status).toBe(200)
    expect(text('known')).toMatch(/sha256:[0-9a-f]{64}/)
    expect(links.filter((link) => link.startsWith('/v1/archives/'))).toHaveLength(2)
    expect(texts('li')).toContain('changed notes.txt +1 −1')
    expect(texts('dd')).toContain('files.grown.dev')
    expect(texts('dd')).toContain('nobody: its source is approved as a whole')
    expect((await site.open('/en/skills/acme--grown/versions/9.9.9')).answer.status).toBe(404)
  })

  it('are a feed', async () => {
    const answer = await site.fromApp('/en/skills/acme--grown/versions.atom')
    expect(answer.headers.get('Content-Type')).toBe('application/atom+xml; charset=utf-8')
    expect(answer.headers.get('Cache-Tag')).toContain('skill:acme--grown')
    const feed = new DOMParser().parseFromString(await answer.text(), 'application/xml')
    const all = (name: string) => Array.from(feed.getElementsByTagName(name)).map((element) => element.textContent)
    expect(all('title')).toEqual(['Versions of grown', 'grown 1.0.1', 'grown 1.0.0'])
    expect(all('summary')).toEqual(['Since 1.0.0: 3 files changed.'])
    const anyLanguage = await site.fromApp('/skills/acme--grown/versions.atom', {
      headers: { 'Accept-Language': 'ko' },
    })
    expect(anyLanguage.headers.get('Location')).toBe('/ko/skills/acme--grown/versions.atom')
  })
})

describe('the difference of two versions', () => {
  it('is shown line by line, as text', async () => {
    const { answer, texts, all, html } = await site.open('/en/skills/acme--grown/diff?from=1.0.0&to=1.0.1')
    expect(answer.status).toBe(200)
    expect(texts('h3').map((title) => title.split(' ')[0])).toEqual(['SKILL.md', 'notes.txt', 'run.sh'])
    const lines = (name: string) => all('span').filter(({ properties }) => [properties.className].flat().includes(name))
    expect(lines('minus').length).toBe(2)
    expect(html).toContain('+&lt;b&gt;two&lt;/b&gt;[U+202E]')
  })

  it('is refused with the reason where a version is not given out', async () => {
    await aVersion(site.db, { name: 'linked', files: [await aSkillMd('linked')], contentPolicy: 'link_only' })
    const { answer, texts } = await site.open('/en/skills/acme--linked/diff')
    expect(answer.status).toBe(403)
    expect(texts('p').join()).toContain('does not permit redistribution')
  })
})
