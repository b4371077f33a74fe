import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { updateSkill } from '../../src/db/catalogue/admin-skills.ts'
import { yankVersion } from '../../src/db/files/yank-version.ts'
import { TESTER } from '../support/builders/builders.ts'
import { aFile, anOddFolder, type FileWithBytes } from '../support/builders/folders.ts'
import { aVersion } from '../support/builders/versions.ts'
import { auditOfLock } from '../support/outside/audits.ts'
import { aServedWorker } from '../support/outside/served-worker.ts'
import { aSkillsUser } from '../support/outside/skills-cli.ts'
import type { TestDatabase } from '../support/run/database.ts'

let at: TestDatabase
let registry: string
let stop: () => void
beforeAll(async () => {
  const worker = await aServedWorker()
  at = worker.at
  registry = worker.url
  stop = worker.stop
})
afterAll(() => stop())

const skillMd = (name: string, text = 'What to do.') =>
  aFile('SKILL.md', `---\nname: ${name}\ndescription: Does what a skill does.\n---\n${text}\n`)
const withMore = async (name: string, text?: string) => [
  await skillMd(name, text),
  ...(await anOddFolder()).filter(({ path }) => path !== 'SKILL.md'),
]
const bytesOf = (files: readonly FileWithBytes[]) =>
  Object.fromEntries(files.map(({ path, bytes }) => [path, Buffer.from(bytes)]))
const idOf = async (slug: string) =>
  String((await at.db.execute(sql`select id from skills where slug = ${slug}`)).rows[0]?.id)
const PROJECT = 'skills-lock.json'
const USER = '.agents/.skill-lock.json'
/** What a check says if it finds anything to do. */
const CHANGED = /updated|deleted|new skill|failed/i
const add = ['-y', '-a', 'claude-code']

describe('the skills command line', () => {
  it('installs all files of a skill byte for byte', async () => {
    const files = await withMore('odd-files')
    await aVersion(at.db, { name: 'odd-files', files })
    const user = await aSkillsUser(registry)
    const { exitCode, output } = await user.run('add', `${registry}/s/acme--odd-files`, ...add)
    expect(output).toContain('Installed 1 skill')
    expect(exitCode).toBe(0)
    expect(await user.installed('odd-files')).toEqual(bytesOf(files))
    const found = { name: 'odd-files', skill: { slug: 'acme--odd-files' }, version: '1.0.0', findings: [], line: 4 }
    expect(await auditOfLock(registry, { ...user, path: PROJECT })).toMatchObject({
      format: 'skills_lock',
      entries: [{ ...found, matched_by: 'digest' }],
    })
    // The client's own hash of the files tells the version too.
    const change = (text: string) => text.replaceAll('wellKnownDigest', 'other')
    const { entries } = await auditOfLock(registry, { ...user, path: PROJECT, change })
    expect(entries).toMatchObject([{ ...found, matched_by: 'hash' }])
  })

  it('finds no update until a byte changes, then installs the new version, and removes it', async () => {
    const user = await aSkillsUser(registry)
    await aVersion(at.db, { name: 'changing', files: [await skillMd('changing', 'One.')] })
    await user.run('add', `${registry}/s/acme--changing`, ...add)
    expect((await user.run('check')).output).not.toMatch(CHANGED)
    const newer = [await skillMd('changing', 'Two.'), await aFile('scripts/new.sh', 'echo 2\n', '0755')]
    await aVersion(at.db, { name: 'changing', files: newer })
    const behind = { versions_behind: 1, version: '1.0.0', latest_version: '1.0.1', level: 'note' }
    expect((await auditOfLock(registry, { ...user, path: PROJECT })).entries).toMatchObject([behind])
    expect((await user.run('check')).output).toContain('Updated 1 skill')
    expect((await auditOfLock(registry, { ...user, path: PROJECT })).entries).toMatchObject([{ versions_behind: 0 }])
    expect(await user.installed('changing')).toEqual(bytesOf(newer))
    expect((await user.run('check')).output).not.toMatch(CHANGED)
    await user.run('remove', 'changing', '-y')
    expect(await user.installed('changing')).toEqual({})
  })

  it('installs into the home of its user, and prints a skill that is used once', async () => {
    await aVersion(at.db, { name: 'global', files: [await skillMd('global', 'Everywhere.')] })
    const user = await aSkillsUser(registry)
    expect((await user.run('add', `${registry}/s/acme--global`, '-g', ...add)).exitCode).toBe(0)
    expect(Object.keys(await user.installed('global'))).toEqual(['SKILL.md'])
    expect(await auditOfLock(registry, { ...user, path: USER })).toMatchObject({
      format: 'skills_global_lock',
      entries: [{ name: 'global', source: `${registry}/s/acme--global`, matched_by: 'digest', version: '1.0.0' }],
    })
    expect((await user.run('use', `${registry}/s/acme--global`)).output).toContain('Everywhere.')
    expect((await user.run('list', '-g')).output).toContain('global')
  })

  it('installs what its search prints', async () => {
    await aVersion(at.db, { name: 'parquet-reader', files: [await skillMd('parquet-reader')] })
    const user = await aSkillsUser(registry)
    const { output } = await user.run('find', 'parquet-reader')
    expect(output).toContain(`${registry}/s/acme--parquet-reader@parquet-reader`)
    await user.run('add', `${registry}/s/acme--parquet-reader@parquet-reader`, ...add)
    expect(Object.keys(await user.installed('parquet-reader'))).toEqual(['SKILL.md'])
    expect((await user.run('find', 'parquet-reader', '--owner', 'ACME')).output).toContain('parquet-reader')
    expect((await user.run('find', 'parquet-reader', '--owner', 'somebody-else')).output).toContain('No skills found')
  })

  it('is sent to GitHub for a skill that may only be linked to', async () => {
    await aVersion(at.db, { name: 'all-rights', contentPolicy: 'link_only', files: [await skillMd('all-rights')] })
    const user = await aSkillsUser(registry)
    expect((await user.run('find', 'all-rights')).output).toContain('acme/skills@all-rights')
    expect((await user.run('add', `${registry}/s/acme--all-rights`, ...add)).output).toContain('No skills found')
  })

  it('keeps skills of one name of two publishers apart', async () => {
    await aVersion(at.db, { name: 'twin', owner: 'one', files: [await skillMd('twin', 'Of one.')] })
    await aVersion(at.db, { name: 'twin', owner: 'two', source: 'other', files: [await skillMd('twin', 'Of two.')] })
    const [first, second] = [await aSkillsUser(registry), await aSkillsUser(registry)]
    await first.run('add', `${registry}/s/one--twin`, ...add)
    await second.run('add', `${registry}/s/two--twin`, ...add)
    expect(String((await first.installed('twin'))['SKILL.md'])).toContain('Of one.')
    expect(String((await second.installed('twin'))['SKILL.md'])).toContain('Of two.')
  })

  it('leaves a skill alone that was withdrawn, and says so', async () => {
    const { slug } = await aVersion(at.db, { name: 'withdrawn', files: [await skillMd('withdrawn')] })
    const user = await aSkillsUser(registry)
    await user.run('add', `${registry}/s/acme--withdrawn`, ...add)
    await updateSkill(at.db, TESTER, await idOf(slug), { status: 'archived' })
    expect((await user.run('check')).output).toContain('deleted upstream')
    expect(Object.keys(await user.installed('withdrawn'))).toEqual(['SKILL.md'])
    const fresh = await aSkillsUser(registry)
    expect((await fresh.run('add', `${registry}/s/acme--withdrawn`, ...add)).output).toContain('No skills found')
  })

  it('is not offered what it would drop without a word; the skill says why', async () => {
    await aVersion(at.db, {
      name: 'no-yaml',
      files: [await aFile('SKILL.md', '---\nname: no-yaml\ndescription: a: b\n---\nText.')],
    })
    await aVersion(at.db, {
      name: 'lower',
      files: [await aFile('skill.md', '---\nname: lower\ndescription: Lower.\n---\n')],
    })
    await aVersion(at.db, { name: 'glüh', files: [await skillMd('glüh')] })
    await aVersion(at.db, { name: 'fine', files: [await skillMd('fine')] })
    const said = async (slug: string) => {
      const index = await fetch(`${registry}/s/${slug}/.well-known/agent-skills/index.json`)
      const detail = await fetch(`${registry}/v1/skills/${slug}`)
      const { skills } = (await index.json()) as { skills: unknown[] }
      const { installable } = (await detail.json()) as { installable: { skills_cli: { reason: string | null } } }
      return { offered: skills.length, reason: installable.skills_cli.reason }
    }
    expect(await said('acme--fine')).toEqual({ offered: 1, reason: null })
    expect(await said('acme--no-yaml')).toEqual({
      offered: 0,
      reason: 'Its SKILL.md does not begin with frontmatter in valid YAML.',
    })
    expect(await said('acme--lower')).toEqual({ offered: 0, reason: 'Its file is called skill.md, and not SKILL.md.' })
    expect(await said('acme--glüh')).toMatchObject({ offered: 0, reason: expect.stringContaining('glüh') })
  })

  it('gets the version before a yanked one', async () => {
    await aVersion(at.db, { name: 'yanked', files: [await skillMd('yanked', 'Good.')] })
    const { slug } = await aVersion(at.db, { name: 'yanked', files: [await skillMd('yanked', 'Bad.')] })
    await yankVersion(at.db, TESTER, { skillId: await idOf(slug), version: '1.0.1', reason: 'It deletes files.' })
    const user = await aSkillsUser(registry)
    await user.run('add', `${registry}/s/acme--yanked`, ...add)
    expect(String((await user.installed('yanked'))['SKILL.md'])).toContain('Good.')
  })

  it('is told of an unknown scope in its own words', async () => {
    const user = await aSkillsUser(registry)
    const { exitCode, output } = await user.run('add', `${registry}/s/acme--no-such-skill`, ...add)
    expect(output).toContain("No skills found for the scoped path '/s/acme--no-such-skill'")
    expect(exitCode).toBe(1)
  })

  it("offers the registry's own skill at the root, and nothing else", async () => {
    const user = await aSkillsUser(registry)
    await user.run('add', registry, ...add)
    expect(String((await user.installed('find-skills'))['SKILL.md'])).toContain(`npx skills add ${registry}/s/SLUG`)
    const own = { name: 'find-skills', found: true, skill: null }
    const { entries } = await auditOfLock(registry, { ...user, path: PROJECT })
    expect(entries).toMatchObject([{ ...own, matched_by: 'digest', findings: [] }])
    const change = (text: string) => text.replaceAll(/[0-9a-f]{64}/g, 'ab'.repeat(32))
    const older = await auditOfLock(registry, { ...user, path: PROJECT, change })
    expect(older.entries).toMatchObject([{ ...own, matched_by: 'source', findings: [{ rule: 'behind' }] }])
    await aVersion(at.db, { name: 'unrelated', files: [await skillMd('unrelated')] })
    expect((await user.run('check')).output).not.toMatch(CHANGED)
  })

  it('installs from the index of older versions', async () => {
    const files = [await skillMd('for-all'), await aFile('references/one.md', 'One.\n')]
    await aVersion(at.db, { name: 'for-all', files })
    const user = await aSkillsUser(registry, 'earlier')
    await user.run('add', `${registry}/s/acme--for-all`, ...add)
    expect(await user.installed('for-all')).toEqual(bytesOf(files))
    // It writes down neither the address nor the digest.
    const { entries } = await auditOfLock(registry, { ...user, path: PROJECT })
    expect(entries).toMatchObject([{ matched_by: 'hash', skill: { slug: 'acme--for-all' }, findings: [] }])
  })

  it('installs a list of skills that somebody made, which is the same whoever makes it', async () => {
    await aVersion(at.db, { name: 'listed-one', files: [await skillMd('listed-one')] })
    await aVersion(at.db, { name: 'listed-two', files: [await skillMd('listed-two')] })
    const make = (...skills: string[]) =>
      fetch(`${registry}/v1/lists`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify({ skills }),
      })
    const made = (await (await make('acme--listed-one', 'acme--listed-two')).json()) as { url: string; skills: number }
    expect(made.skills).toBe(2)
    expect(await (await make('acme--listed-two', 'ACME--listed-one', 'acme--listed-one')).json()).toEqual(made)
    const user = await aSkillsUser(registry)
    await user.run('add', made.url, ...add)
    expect(Object.keys(await user.installed('listed-one'))).toEqual(['SKILL.md'])
    expect(Object.keys(await user.installed('listed-two'))).toEqual(['SKILL.md'])
    const refused = await make('acme--listed-one', 'acme--missing')
    expect(refused.status).toBe(404)
    expect(await refused.json()).toMatchObject({ errors: [{ pointer: '/skills/1' }] })
  })

  it('is given an empty index 0.1.0 for an unknown scope, as its oldest versions would install what the root offers', async () => {
    const index = await fetch(`${registry}/s/acme--never/.well-known/skills/index.json`)
    expect([index.status, await index.json()]).toEqual([200, { skills: [] }])
  })

  it('is spared a path with two dots in an index 0.1.0, for which it would refuse the whole index', async () => {
    const files = [await skillMd('dotted'), await aFile('notes..md')]
    await aVersion(at.db, { name: 'dotted', owner: 'dots', files })
    await aVersion(at.db, { name: 'plain', owner: 'dots', files: [await skillMd('plain')] })
    const { skills } = (await (await fetch(`${registry}/p/dots/.well-known/skills/index.json`)).json()) as {
      skills: { name: string }[]
    }
    expect(skills.map(({ name }) => name)).toEqual(['plain'])
  })

  it('finds the skills of a category and of a tag, without copies', async () => {
    await aVersion(at.db, { name: 'in-category', files: [await skillMd('in-category')] })
    for (const scope of ['c/tools', 't/tag']) {
      const index = await fetch(`${registry}/${scope}/.well-known/agent-skills/index.json`)
      const { skills } = (await index.json()) as { skills: { name: string }[] }
      expect(skills.map(({ name }) => name)).toContain('in-category')
    }
  })

  it('counts a use of the skill it installs, and none of those beside it in an index', async () => {
    await aVersion(at.db, { name: 'counted', owner: 'counter', files: [await skillMd('counted')] })
    await aVersion(at.db, { name: 'beside', owner: 'counter', files: [await skillMd('beside')] })
    const user = await aSkillsUser(registry)
    await user.run('add', `${registry}/p/counter`, '--skill', 'beside', ...add)
    await user.run('add', `${registry}/s/counter--counted`, ...add)
    const { rows } = await at.db.execute(sql`
      select payload ->> 'slug' as slug, payload ->> 'event_type' as type from raw_events where payload ->> 'slug' like 'counter--%'`)
    expect(rows).toEqual([{ slug: 'counter--counted', type: 'use' }])
  })
})
