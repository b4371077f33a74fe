import { chmod, readFile, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { sql } from 'drizzle-orm'
import { beforeEach, describe, expect, it } from 'vitest'
import { listFolderFiles } from '../../../src/db/files/folders.ts'
import { MAX_SKILL_MD_BYTES } from '../../../src/domain/skill-md/skill-md.ts'
import { streamFiles } from '../../../src/files/read-files.ts'
import { readFolder } from '../../../src/intake/folders/found-folder.ts'
import { uploadFolders } from '../../../src/intake/folders/upload-folders.ts'
import { anIngestedSkill } from '../../support/builders/builders.ts'
import { aFile, anOddFolder, contentsOf } from '../../support/builders/folders.ts'
import { addFiles, aFolder, aSkillMd, ops } from '../../support/run/cli.ts'
import { createDatabase, type TestDatabase } from '../../support/run/database.ts'

let at: TestDatabase
beforeEach(async () => {
  at = await createDatabase()
})

const ingest = async (dir: string, ...more: string[]) =>
  (await ops(at, ['ingest', dir, '--source', 'acme', '--approve', ...more])).summary()

type VersionRow = {
  slug: string
  version: string
  digest: string
  is_complete: boolean
  findings: { rule: string; path: string }[]
  missing: { rule: string }[]
}
const versions = async () => {
  const { rows } = await at.db.execute<VersionRow>(sql`
    select s.slug, v.version, encode(v.digest, 'hex') as digest, f.is_complete, v.findings, f.findings as missing
    from skill_versions v join skills s on s.id = v.skill_id join folders f on f.digest = v.digest order by s.slug, v.nth`)
  return rows
}
const onlyVersion = async () => {
  const [version, ...more] = await versions()
  if (!version || more.length > 0) throw new Error('There is not one version.')
  return version
}
const manifestOf = async (digest: string) =>
  (await listFolderFiles(at.db, digest)).map(({ path, mode }) => `${mode} ${path}`)

describe('ops ingest of whole folders', () => {
  it('stores every file of a folder byte for byte, with its mode', async () => {
    const odd = await anOddFolder()
    const dir = await aFolder(Object.fromEntries(odd.map(({ path, bytes }) => [`skills/odd/${path}`, bytes])))
    for (const { path, mode } of odd) await chmod(join(dir, 'skills/odd', path), Number.parseInt(mode, 8))
    await ingest(dir)
    const { digest, is_complete } = await onlyVersion()
    expect(is_complete).toBe(true)
    const stored = await listFolderFiles(at.db, digest)
    expect(stored.map(({ path, mode, sha256 }) => ({ path, mode, sha256 }))).toEqual(
      odd.map(({ path, mode, sha256 }) => ({ path, mode, sha256 })),
    )
    const bytes: Uint8Array[] = []
    for await (const piece of streamFiles({ db: at.db }, stored)) bytes.push(piece)
    expect(bytes).toEqual(contentsOf(odd))
  })

  it('makes no second version of the same folder, and exactly one of a changed byte or mode', async () => {
    const dir = await aFolder({ 'pdf/SKILL.md': aSkillMd('pdf'), 'pdf/run.sh': 'echo 1' })
    await ingest(dir)
    expect(await ingest(dir)).toMatchObject({ details: { files: { unchanged: 1 }, skills: { updated: 0 } } })
    expect(await versions()).toHaveLength(1)
    await writeFile(join(dir, 'pdf/run.sh'), 'echo 2')
    expect(await ingest(dir)).toMatchObject({ details: { files: { changed: 1 }, skills: { updated: 1 } } })
    expect(await versions()).toHaveLength(2)
    await chmod(join(dir, 'pdf/run.sh'), 0o755)
    await ingest(dir)
    expect((await versions()).map(({ version }) => version)).toEqual(['1.0.0', '1.0.1', '1.0.2'])
  })

  it('leaves out what is no part of a skill, and keeps a nested skill in its parent too', async () => {
    const dir = await aFolder({
      'outer/SKILL.md': aSkillMd('outer'),
      'outer/.DS_Store': 'x',
      'outer/node_modules/a/b.js': 'x',
      'outer/__pycache__/a.pyc': 'x',
      'outer/notes.md~': 'x',
      'outer/.gitignore': 'x',
      'outer/inner/SKILL.md': aSkillMd('inner'),
    })
    await ingest(dir)
    const [inner, outer] = await versions()
    expect([inner?.slug, await manifestOf(inner?.digest ?? '')]).toEqual(['acme--inner', ['0644 SKILL.md']])
    expect(await manifestOf(outer?.digest ?? '')).toEqual(['0644 .gitignore', '0644 SKILL.md', '0644 inner/SKILL.md'])
  })

  it('follows links within the source, and reports those that lead out of it, nowhere, or in a circle', async () => {
    const dir = await aFolder({ 'skills/a/SKILL.md': aSkillMd('a'), 'shared/one.md': '1', 'shared/deep/two.md': '2' })
    const link = (target: string, name: string) => symlink(target, join(dir, 'skills/a', name))
    await link('../../shared/one.md', 'one.md')
    await link('../../shared', 'all')
    await link('/etc/hostname', 'outside')
    await link('nowhere', 'broken')
    await link('.', 'itself')
    await ingest(dir)
    const { digest, is_complete, findings } = await onlyVersion()
    expect(await manifestOf(digest)).toEqual([
      '0644 SKILL.md',
      '0644 all/deep/two.md',
      '0644 all/one.md',
      '0644 one.md',
    ])
    expect([is_complete, findings.map(({ rule, path }) => `${rule} ${path}`).sort()]).toEqual([
      true,
      ['link.left-out broken', 'link.left-out itself', 'link.left-out outside'],
    ])
  })

  it.each([
    ['a file of git', 'file', '../../.git/config'],
    ['a folder of git', 'folder', '../../.git'],
    ['a file of git by another link', 'file', '../../to-git/config'],
    ['an installed package', 'file', '../../node_modules/a/b.js'],
  ])('leaves out a link to %s, and says so', async (_, name, target) => {
    const dir = await aFolder({
      'skills/a/SKILL.md': aSkillMd('a'),
      '.git/config': 'https://user:secret@example.com',
      'node_modules/a/b.js': 'x',
    })
    await symlink('.git', join(dir, 'to-git'))
    await symlink(target, join(dir, 'skills/a', name))
    await ingest(dir)
    const { digest, findings } = await onlyVersion()
    expect(await manifestOf(digest)).toEqual(['0644 SKILL.md'])
    expect(findings.map(({ rule, path }) => [rule, path])).toEqual([['link.left-out', name]])
  })

  it.each([
    [
      'a pointer of Git LFS',
      { 'model.bin': 'version https://git-lfs.github.com/spec/v1\noid sha256:00\nsize 1\n' },
      'file.lfs-pointer',
    ],
    [
      'more than 1,000 files',
      Object.fromEntries(Array.from({ length: 1000 }, (_, i) => [`${i}.txt`, ''])),
      'folder.too-many-files',
    ],
    ['more than 20 MiB', { 'large.bin': new Uint8Array(20 * 1024 * 1024) }, 'folder.too-large'],
  ])('makes an incomplete version of a folder with %s', async (_, files, rule) => {
    const dir = await aFolder({ 'a/SKILL.md': aSkillMd('a') })
    await addFiles(join(dir, 'a'), files)
    expect(await ingest(dir)).toMatchObject({ succeeded_total: 1 })
    const { digest, is_complete, findings, missing } = await onlyVersion()
    expect([is_complete, findings.map((finding) => finding.rule)]).toEqual([false, [rule]])
    expect(missing).toEqual(findings)
    expect(await manifestOf(digest)).toEqual(['0644 SKILL.md'])
  })

  it('refuses names that no other disk could hold, and keeps their neighbours', async () => {
    const dir = await aFolder({
      'a/SKILL.md': aSkillMd('a'),
      'a/back\\slash.md': 'x',
      'a/Read.md': 'x',
      'a/read.md': 'y',
    })
    await ingest(dir)
    const { digest, findings } = await onlyVersion()
    expect(await manifestOf(digest)).toEqual(['0644 Read.md', '0644 SKILL.md'])
    expect(findings.map(({ rule }) => rule).sort()).toEqual(['path.backslash', 'path.same-name'])
  })

  it('keeps a folder whatever its paths are, and shows in its findings what no database could store', async () => {
    const skill = await aFile('SKILL.md')
    const files = [skill, await aFile('a\0b'), await aFile('c\ud800')].map((file) => ({
      ...file,
      read: async () => file.bytes,
    }))
    const read = await readFolder({ files }, { name: 'SKILL.md', sha256: skill.sha256 })
    await uploadFolders({ db: at.db }, [read], async () => {})
    await anIngestedSkill(at.db, { name: 'odd', folder: read.folder })
    const { rows } = await at.db.execute(
      sql`select jsonb_path_query_array(findings, '$[*].path') as paths from skill_versions`,
    )
    expect(rows).toEqual([{ paths: ['a\\u0000b', 'c\\ud800'] }])
  })

  it('says of each of two equal folders what was left out of it, whoever came first', async () => {
    const dir = await aFolder({ 'x/a/SKILL.md': aSkillMd('a'), 'y/a/SKILL.md': aSkillMd('a') })
    await symlink('nowhere', join(dir, 'x/a/broken'))
    for (const owner of ['x', 'y'])
      await ops(at, ['ingest', join(dir, owner), '--source', owner, '--owner', owner, '--approve'])
    const [x, y] = await versions()
    expect(x?.digest).toBe(y?.digest)
    expect([x?.missing, x?.findings.map(({ rule }) => rule), y?.findings]).toEqual([[], ['link.left-out'], []])
  })

  it('takes over what was found in a folder whose files are the same, and asks nobody again', async () => {
    const dir = await aFolder({ 'a/SKILL.md': aSkillMd('a') })
    await ingest(dir)
    await symlink('nowhere', join(dir, 'a/broken'))
    expect(await ingest(dir)).toMatchObject({ details: { files: { unchanged: 1 } } })
    const { rows } = await at.db.execute(sql`select status, folder_findings -> 0 ->> 'path' as path from raw_skills`)
    expect(rows).toEqual([{ status: 'approved', path: 'broken' }])
  })

  it('gives each of two files that are called SKILL.md but for their case the folder that has its text', async () => {
    const dir = await aFolder({ 'a/SKILL.md': aSkillMd('a'), 'a/SKILL.MD': aSkillMd('a', { body: 'Another text.' }) })
    await ingest(dir)
    const { rows } = await at.db.execute(sql`
      select r.skill_path, ff.path, encode(ff.sha256, 'hex') = r.content_hash as is_own
      from raw_skills r join folder_files ff on ff.digest = r.folder_digest order by r.skill_path collate "C", ff.path`)
    expect(rows).toEqual([
      { skill_path: 'a/SKILL.MD', path: 'SKILL.MD', is_own: true },
      { skill_path: 'a/SKILL.md', path: 'SKILL.md', is_own: true },
    ])
  })

  it('stores no folder of a SKILL.md that is too large to be a skill', async () => {
    const dir = await aFolder({ 'a/SKILL.md': new Uint8Array(MAX_SKILL_MD_BYTES + 1), 'a/b.md': 'x' })
    for (const created of [1, 0]) expect(await ingest(dir)).toMatchObject({ details: { files: { created } } })
    const { rows } = await at.db.execute(sql`
      select parse_status, folder_digest, (select count(*)::int from files) as files from raw_skills`)
    expect(rows).toEqual([{ parse_status: 'invalid', folder_digest: null, files: 0 }])
  })

  it('stores a file once, however many folders have it', async () => {
    const dir = await aFolder({
      'a/SKILL.md': aSkillMd('a'),
      'b/SKILL.md': aSkillMd('b'),
      'a/same.txt': 'same',
      'b/same.txt': 'same',
    })
    await ingest(dir)
    const { rows } = await at.db.execute(sql`select count(*)::int as n from files`)
    expect(rows).toEqual([{ n: 3 }])
  })

  it('tells in a dry run what would change, and stores nothing', async () => {
    const dir = await aFolder({ 'a/SKILL.md': aSkillMd('a'), 'a/b.txt': '1' })
    expect(await ingest(dir, '--dry-run')).toMatchObject({ details: { files: { created: 1 } } })
    await ingest(dir)
    await writeFile(join(dir, 'a/b.txt'), '2')
    expect(await ingest(dir, '--dry-run')).toMatchObject({ details: { files: { changed: 1 }, skills: { updated: 1 } } })
    expect(await versions()).toHaveLength(1)
    expect(await readFile(join(dir, 'a/b.txt'), 'utf8')).toBe('2')
  })
})
