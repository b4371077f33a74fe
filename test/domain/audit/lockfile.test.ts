import { describe, expect, it } from 'vitest'
import { lockFormatOf, readClawhubEntry, readListEntry, readSkillsEntry } from '../../../src/domain/audit/lockfile.ts'

const HOST = 'skills.example:8787'
const HEX = 'ab'.repeat(32)

describe('the format of a lockfile', () => {
  it.each([
    [{ version: 1, skills: { a: { source: 'acme/kit', computedHash: HEX } } }, 'skills_lock'],
    [{ version: 3, skills: { a: { source: 'acme/kit', skillFolderHash: HEX } } }, 'skills_global_lock'],
    [{ version: 1, skills: { a: { version: '1.0.0', installedAt: 1 } } }, 'clawhub_lock'],
    [{ skills: [] }, 'list'],
    [{ version: 3, skills: {}, dismissed: {} }, 'skills_global_lock'],
    [{ version: 1, skills: {} }, 'skills_lock'],
    [{ version: 1, skills: { a: {} } }, null],
    [{ version: 1, skills: { a: null } }, null],
    [{ skills: 'a' }, null],
    [[], null],
    [null, null],
  ])('of %j is %s', (lockfile, format) => {
    expect(lockFormatOf(lockfile)).toBe(format)
  })
})

describe('an entry of the skills command line', () => {
  const read = (entry: object, name = 'tidy') =>
    readSkillsEntry(name, { source: 'skills.example', sourceType: 'well-known', hash: '', ...entry }, HOST)

  it.each([
    [{ sourceUrl: `http://${HOST}/s/acme--tidy` }, { slug: 'acme--tidy' }],
    [{ sourceUrl: `http://${HOST}/s/ACME--tidy@tidy/` }, { slug: 'acme--tidy' }],
    [{ sourceUrl: `http://${HOST}/s/acme--gl%C3%BCh` }, { slug: 'acme--glüh' }],
    [{ sourceUrl: `http://${HOST}/s/acme--tidy/.well-known/skills/tidy/SKILL.md` }, { slug: 'acme--tidy' }],
    [{ sourceUrl: `http://${HOST}/p/Acme` }, { owner: 'Acme', name: 'tidy' }],
    [{ sourceUrl: `http://${HOST}/c/tools` }, { name: 'tidy' }],
    [{ sourceUrl: `http://${HOST}/s/%00` }, { slug: '%00' }],
    [{ sourceUrl: `http://${HOST}/%E0` }, { name: 'tidy' }],
    [{}, { name: 'tidy' }],
    [{ sourceUrl: 'https://elsewhere.example/s/acme--tidy' }, null],
    [
      { sourceType: 'github', source: 'Acme/Kit' },
      { repo: 'Acme/Kit', path: null, name: 'tidy' },
    ],
    [
      { sourceType: 'github', source: 'acme/kit', skillPath: 'skills/tidy/SKILL.md' },
      { repo: 'acme/kit', path: 'skills/tidy/SKILL.md', name: 'tidy' },
    ],
    [
      { sourceType: 'github', source: 'acme/kit', sourceUrl: 'https://github.com/acme/kit/tree/main/skills/other' },
      { repo: 'acme/kit', path: 'skills/other/SKILL.md', name: 'other' },
    ],
    [
      { sourceType: 'git', source: 'git@github.com:acme/kit.git', sourceUrl: 'git@github.com:acme/kit.git' },
      { repo: 'acme/kit', path: null, name: 'tidy' },
    ],
    [{ sourceType: 'local', source: './skills' }, null],
    [{ sourceType: 'node_modules', source: '@acme/kit' }, null],
    [{ sourceType: 'github', source: '../../etc/passwd' }, null],
    [
      { sourceType: 'github', source: 'acme/kit', skillPath: '../../etc/passwd' },
      { repo: 'acme/kit', path: '../../etc/passwd/SKILL.md', name: 'tidy' },
    ],
  ])('%j names %j', (entry, named) => {
    expect(read(entry).named).toEqual(named)
  })

  it('has the digests of the archive, and of the folder in its address', () => {
    const sourceUrl = `http://${HOST}/s/acme--tidy/archives/${'cd'.repeat(32)}.zip`
    const sourceBaseUrl = `http://${HOST}/s/acme--tidy`
    expect(read({ sourceUrl, sourceBaseUrl, wellKnownDigest: `sha256:${HEX}` })).toMatchObject({
      source: sourceBaseUrl,
      digests: [HEX, 'cd'.repeat(32)],
      named: { slug: 'acme--tidy' },
    })
  })

  it.each([
    [HEX.toUpperCase(), [HEX]],
    ['ab'.repeat(20), ['ab'.repeat(20)]],
    ['', []],
    ['not a hash', []],
  ])('has the hash %s as %j', (hash, hashes) => {
    expect(read({ hash }).hashes).toEqual(hashes)
  })
})

describe('an entry of clawhub', () => {
  it.each([
    ['tidy', {}, { name: 'tidy' }],
    ['@Acme/tidy', {}, { owner: 'Acme', name: 'tidy' }],
    ['tidy', { ownerHandle: '@acme' }, { owner: 'acme', name: 'tidy' }],
    ['acme--tidy', {}, { slug: 'acme--tidy' }],
    [
      'skills-sh:tidy',
      { sourceRepository: 'acme/kit', sourcePath: 'skills/tidy' },
      { repo: 'acme/kit', path: 'skills/tidy/SKILL.md', name: 'skills-sh-tidy' },
    ],
  ])('%s with %j names %j', (name, entry, named) => {
    expect(readClawhubEntry(name, { version: '1.0.0', ...entry }, HOST)).toMatchObject({ version: '1.0.0', named })
  })
})

describe('an entry of our own list', () => {
  it.each([
    [{ name: 'acme--tidy' }, { slug: 'acme--tidy' }],
    [{ name: '@acme/tidy' }, { owner: 'acme', name: 'tidy' }],
    [{ name: 'tidy' }, { name: 'tidy' }],
    [
      { name: 'tidy', source: 'acme/kit' },
      { repo: 'acme/kit', path: null, name: 'tidy' },
    ],
    [
      { name: 'tidy', source: '@acme/tidy' },
      { owner: 'acme', name: 'tidy' },
    ],
    [{ name: 'tidy', source: 'the moon' }, null],
  ])('%j names %j', (entry, named) => {
    expect(readListEntry(entry, HOST).named).toEqual(named)
  })
})
