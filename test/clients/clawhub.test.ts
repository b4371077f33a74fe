import { mkdir, writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { sql } from 'drizzle-orm'
import { zipSync } from 'fflate'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { updateSkill } from '../../src/db/catalogue/admin-skills.ts'
import { yankVersion } from '../../src/db/files/yank-version.ts'
import { issueToken } from '../../src/http/auth/admin-token.ts'
import { SETTINGS } from '../bench/worker.ts'
import { TESTER } from '../support/builders/builders.ts'
import { aFile, anOddFolder, type FileWithBytes } from '../support/builders/folders.ts'
import { aVersion } from '../support/builders/versions.ts'
import { auditOfLock } from '../support/outside/audits.ts'
import { aClawhubUser } from '../support/outside/clawhub-cli.ts'
import { aServedWorker } from '../support/outside/served-worker.ts'
import type { TestDatabase } from '../support/run/database.ts'
import { searchAll } from '../support/run/search.ts'

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
const bytesOf = (files: readonly FileWithBytes[]) =>
  Object.fromEntries(files.map(({ path, bytes }) => [path, Buffer.from(bytes)]))
const idOf = async (slug: string) =>
  String((await at.db.execute(sql`select id from skills where slug = ${slug}`)).rows[0]?.id)
const yank = async (slug: string, version: string, reason: string) =>
  yankVersion(at.db, TESTER, { skillId: await idOf(slug), version, reason })
async function aToken() {
  const { ADMIN_USERNAME: username, JWT_SECRET: secret } = SETTINGS
  const account = { id: null, version: null, username, role: 'admin' }
  return (await issueToken({ ...account, secret, now: new Date() })).token
}
const textOf = (files: Record<string, Buffer>) => String(files['SKILL.md'])

// Each test has skills and a home of its own, and most of its time is the start of the command line.
describe.concurrent('the clawhub command line', () => {
  it('searches by words, by a name and by the beginning of a name, and explores skills', async () => {
    await aVersion(at.db, { name: 'parquet-reader' })
    await aVersion(at.db, { name: 'parquet-writer' })
    await searchAll(at.db)
    const user = await aClawhubUser(registry)
    const [words, exact, prefix, explored] = await Promise.all([
      user.run('search', 'parquet'),
      user.run('search', 'parquet-writer', '--exact'),
      user.run('search', 'parquet-r', '--prefix'),
      user.run('explore', '--sort', 'trending', '--limit', '200'),
    ])
    expect(words.output).toMatch(/parquet-reader v1\.0\.0 +@acme +parquet-reader +0 downloads/)
    expect(words.output).toContain('parquet-writer v1.0.0')
    expect(exact.output).toContain('parquet-writer v1.0.0')
    expect(exact.output).not.toContain('parquet-reader')
    expect(prefix.output).toContain('parquet-reader  v1.0.0')
    expect(prefix.output).not.toContain('parquet-writer')
    expect([explored.exitCode, explored.output]).toEqual([0, expect.stringContaining('parquet-reader  v1.0.0')])
  })

  it('inspects a skill, its versions, its files and one of them', async () => {
    await aVersion(at.db, { name: 'inspected', files: [await skillMd('inspected', 'One.')] })
    const script = await aFile('scripts/run.sh', 'echo ok\n', '0755')
    await aVersion(at.db, { name: 'inspected', files: [await skillMd('inspected', 'Two.'), script] })
    const user = await aClawhubUser(registry)
    const all = ['--files', '--versions', '--file', 'scripts/run.sh']
    const { output } = await user.run('inspect', '@ACME/inspected', ...all)
    expect(output).toContain('@acme · v1.0.1 · latest=1.0.1')
    expect(output).toContain('Does what a skill does. Licence: MIT.')
    expect(output).toMatch(/Versions:\n1\.0\.1 .*\n1\.0\.0 .*Licence: MIT/)
    expect(output).toContain(`scripts/run.sh  8B  ${script.sha256}`)
    expect(output).toMatch(/^echo ok$/m)
  })

  it('verifies a skill, and a yanked version fails', async () => {
    const { digest } = await aVersion(at.db, { name: 'verified', files: [await skillMd('verified', 'One.')] })
    const { slug } = await aVersion(at.db, { name: 'verified', files: [await skillMd('verified', 'Two.')] })
    await yank(slug, '1.0.1', 'It deletes files.')
    const user = await aClawhubUser(registry)
    const [latest, yanked] = await Promise.all([
      user.run('skill', 'verify', '@acme/verified'),
      user.run('skill', 'verify', '@acme/verified', '--version', '1.0.1'),
    ])
    expect(latest.output).toContain('"decision": "pass"')
    expect(latest.output).toContain(`sha256:${digest}`)
    expect(yanked.output).toContain('Version 1.0.1 was yanked: It deletes files.')
    expect([latest.exitCode, yanked.exitCode]).toEqual([0, 1])
  })

  it('installs all files byte for byte, sees only true changes, updates, goes back and uninstalls', async () => {
    const files = [
      await skillMd('odd-files'),
      ...(await anOddFolder()).filter(({ path }) => path !== 'SKILL.md'),
      await aFile('.gitignore', '# built\n*.log\n/build\n!kept.log\n'),
      ...(await Promise.all(['a.log', 'kept.log', 'build/out.txt', 'docs/build/in.txt'].map((path) => aFile(path)))),
    ]
    await aVersion(at.db, { name: 'odd-files', files })
    const user = await aClawhubUser(registry)
    const { output, exitCode } = await user.run('install', '@acme/odd-files')
    expect([exitCode, output]).toEqual([0, expect.stringContaining('Installed odd-files v1.0.0')])
    expect(await user.installed('@acme/odd-files')).toEqual(bytesOf(files))
    // What the client wrote down itself is not there any more, so the hash has to be known here.
    await writeFile(join(user.home, 'skills/@acme/odd-files/.clawhub/origin.json'), '{}')
    expect((await user.run('update', '--all')).output).toContain('@acme/odd-files up to date v1.0.0')
    const newer = [await skillMd('odd-files', 'Two.'), await aFile('scripts/new.sh', 'echo 2\n', '0755')]
    await aVersion(at.db, { name: 'odd-files', files: newer })
    expect(await auditOfLock(registry, { ...user, path: '.clawhub/lock.json' })).toMatchObject({
      format: 'clawhub_lock',
      entries: [{ name: '@acme/odd-files', matched_by: 'version', version: '1.0.0', versions_behind: 1 }],
    })
    expect((await user.run('update', '@acme/odd-files')).output).toContain('Updated @acme/odd-files -> v1.0.1')
    expect(await user.installed('@acme/odd-files')).toEqual(bytesOf(newer))
    expect((await user.run('list')).output).toContain('@acme/odd-files  1.0.1')
    await user.run('update', '@acme/odd-files', '--version', '1.0.0')
    expect(await user.installed('@acme/odd-files')).toEqual(bytesOf(files))
    await writeFile(join(user.home, 'skills/@acme/odd-files/SKILL.md'), 'Changed.')
    expect((await user.run('update', '--all')).output).toContain('local changes (no match)')
    await user.run('uninstall', '@acme/odd-files', '--yes')
    expect(await user.installed('@acme/odd-files')).toEqual({})
  })

  it('installs the newest version that can be, and not a yanked one', async () => {
    for (const text of ['Two.', 'Bad.'])
      await aVersion(at.db, { name: 'numbered', files: [await skillMd('numbered', text)] })
    await yank('acme--numbered', '1.0.1', 'It deletes files.')
    const [latest, bad] = [await aClawhubUser(registry), await aClawhubUser(registry)]
    const [, refused] = await Promise.all([
      latest.run('install', 'numbered'),
      bad.run('install', 'numbered', '--version', '1.0.1'),
    ])
    expect(textOf(await latest.installed('numbered'))).toContain('Two.')
    expect(refused.output).toContain('Version 1.0.1 was yanked: It deletes files.')
    expect(refused.exitCode).toBe(1)
  })

  it('is told the owners of a name, and installs what one of them has', async () => {
    await aVersion(at.db, { name: 'twin', owner: 'One', files: [await skillMd('twin', 'Of one.')] })
    await aVersion(at.db, { name: 'twin', owner: 'two', source: 'other', files: [await skillMd('twin', 'Of two.')] })
    const [unsure, user] = [await aClawhubUser(registry), await aClawhubUser(registry)]
    const [ambiguous] = await Promise.all([unsure.run('install', 'twin'), user.run('install', '@one/twin')])
    await user.run('install', '@TWO/twin')
    expect(ambiguous.output).toContain('Several publishers have a skill called twin')
    expect(ambiguous.output).toContain('clawhub install @One/twin')
    expect(ambiguous.output).toContain('clawhub install @two/twin')
    expect(ambiguous.exitCode).toBe(1)
    expect(textOf(await user.installed('@one/twin'))).toContain('Of one.')
    expect(textOf(await user.installed('@two/twin'))).toContain('Of two.')
  })

  it('is told why a skill was withdrawn, and updates the others all the same', async () => {
    for (const name of ['withdrawn', 'zz-stays']) await aVersion(at.db, { name, files: [await skillMd(name, 'One.')] })
    const user = await aClawhubUser(registry)
    for (const name of ['withdrawn', 'zz-stays']) await user.run('install', `@acme/${name}`)
    await updateSkill(at.db, TESTER, await idOf('acme--withdrawn'), { status: 'archived' })
    await aVersion(at.db, { name: 'zz-stays', files: [await skillMd('zz-stays', 'Two.')] })
    const { output } = await user.run('update', '--all')
    expect(output).toContain('@acme/withdrawn: It was withdrawn from this registry.')
    expect(output).toContain('Updated @acme/zz-stays -> v1.0.1')
    expect(textOf(await user.installed('@acme/withdrawn'))).toContain('One.')
  })

  it('gets a skill that may only be linked to from GitHub', async ({ onTestFinished }) => {
    const skill = await skillMd('all-rights')
    await aVersion(at.db, { name: 'all-rights', contentPolicy: 'link_only', files: [skill] })
    await at.db.execute(
      sql`update skill_versions set commit_sha = ${'c'.repeat(40)} where skill_id = (select id from skills where slug = 'acme--all-rights')`,
    )
    const zip = zipSync({ 'skills-cccc/skills/all-rights/SKILL.md': skill.bytes, 'skills-cccc/README.md': skill.bytes })
    const asked: string[] = []
    const github = createServer((request, response) => {
      asked.push(String(request.url))
      response.end(zip)
    }).listen(0)
    onTestFinished(() => void github.close())
    const user = await aClawhubUser(registry, `http://localhost:${(github.address() as AddressInfo).port}`)
    expect((await user.run('install', '@acme/all-rights')).output).toContain('Installed all-rights cccccccccccc')
    expect(asked).toEqual([`/acme/skills/zip/${'c'.repeat(40)}`])
    expect(await user.installed('@acme/all-rights')).toEqual(bytesOf([skill]))
    expect((await user.run('update', '--all')).output).toContain('up to date')
  })

  it('logs in with the token of an account, stars a skill and takes the star back', async () => {
    await aVersion(at.db, { name: 'starred' })
    const { ADMIN_USERNAME: username, ADMIN_PASSWORD: password } = SETTINGS
    const login = await fetch(`${registry}/v1/admin/login`, {
      method: 'POST',
      body: JSON.stringify({ username, password }),
      headers: { 'Content-Type': 'application/json' },
    })
    const { access_token } = (await login.json()) as { access_token: string }
    const user = await aClawhubUser(registry)
    expect((await user.run('login', '--token', access_token)).output).toContain('Logged in as @admin')
    expect((await user.run('star', '@acme/starred', '--yes')).output).toContain('Starred starred')
    const best = await fetch(`${registry}/api/v1/skills?sort=stars&limit=1`)
    expect(await best.json()).toMatchObject({ items: [{ slug: 'starred', stats: { stars: 1 } }] })
    expect((await user.run('unstar', '@acme/starred', '--yes')).output).toContain('Unstarred starred')
  })

  it('logs in by a code that somebody confirms elsewhere', async () => {
    const user = await aClawhubUser(registry)
    const headers = { Authorization: `Bearer ${await aToken()}` }
    const approve = (text: string) => {
      const code = /\/admin\/device\?code=([\w-]+)/.exec(text)?.[1]
      if (code) void fetch(`${registry}/v1/admin/devices/${code}/approve`, { method: 'POST', headers })
    }
    expect((await user.runAloud(approve, 'login')).output).toContain('Logged in as @admin')
    expect((await user.run('whoami')).output).toContain('admin')
  })

  it('is told how a skill is published here', async () => {
    const token = await aToken()
    const user = await aClawhubUser(registry)
    await writeFile(join(user.home, 'clawhub.json'), JSON.stringify({ registry, token }))
    await mkdir(join(user.home, 'mine'))
    await writeFile(join(user.home, 'mine/SKILL.md'), (await skillMd('mine')).bytes)
    const { output, exitCode } = await user.run('skill', 'publish', 'mine', '--slug', 'mine', '--version', '1.0.0')
    expect(output).toContain('This registry reads skills from the repositories of their authors')
    expect(exitCode).toBe(1)
  })
})
