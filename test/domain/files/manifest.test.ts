import { describe, expect, it } from 'vitest'
import { digestOf, makeFolder, modeOf } from '../../../src/domain/files/manifest.ts'
import { sha256Hex } from '../../../src/domain/text/hash.ts'
import { aFile, anOddFolder, ODD_FOLDER } from '../../support/builders/folders.ts'

const EMPTY = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'
const missing = { rule: 'folder.lfs-pointer', severity: 'error', message: 'A pointer.', path: 'b.bin' } as const

describe('the digest of a folder', () => {
  it('is the hash of its lines, as a shell would sort them', async () => {
    const lines = `0644 SKILL.md:${EMPTY}\n0644 a.md:${EMPTY}\n0755 B.sh:${EMPTY}`
    const files = [await aFile('B.sh', '', '0755'), await aFile('a.md', ''), await aFile('SKILL.md', '')]
    expect(await digestOf(files)).toBe(await sha256Hex(lines))
  })

  it('is the recorded one for a folder with odd names', async () => {
    expect(await digestOf(await anOddFolder())).toBe(ODD_FOLDER.digest)
  })

  it('does not depend on the order of the files', async () => {
    const files = await anOddFolder()
    expect(await makeFolder({ files: files.toReversed() })).toEqual(await makeFolder({ files }))
  })

  it('differs if a file can be run', async () => {
    expect(await digestOf([await aFile('a', 'x', '0755')])).not.toBe(await digestOf([await aFile('a', 'x')]))
  })

  it('differs if a part is missing, and by the reason', async () => {
    const files = [await aFile('SKILL.md')]
    const digests = await Promise.all([
      digestOf(files),
      digestOf(files, [missing]),
      digestOf(files, [{ ...missing, rule: 'folder.submodule' }]),
      digestOf(files, [{ ...missing, path: null }]),
    ])
    expect(new Set(digests).size).toBe(4)
  })
})

describe('a folder', () => {
  it('is incomplete if a part is missing, and says so among its findings', async () => {
    const other = { rule: 'path.same-name', severity: 'warning', message: 'Twice.', path: 'A' } as const
    const folder = await makeFolder({ files: [await aFile('SKILL.md')], missing: [missing], findings: [other] })
    expect(folder).toMatchObject({ isComplete: false, missing: [missing], findings: [missing, other] })
  })

  const many = (n: number, severity: 'error' | 'warning') =>
    Array.from({ length: n }, (_, i) => ({ rule: 'link.left-out', severity, message: 'Left out.', path: `${i}` }))

  it('has at most 100 findings, of which the last then says how many are left out', async () => {
    const all = await makeFolder({ files: [], findings: many(100, 'warning') })
    expect(all.findings).toEqual(many(100, 'warning'))
    const { findings } = await makeFolder({ files: [], missing: many(110, 'error'), findings: many(5, 'warning') })
    expect(findings.slice(0, 99)).toEqual(many(99, 'error'))
    expect(findings.slice(99)).toEqual([
      {
        rule: 'folder.findings-left-out',
        severity: 'warning',
        message: '16 more findings are left out (11 of them errors).',
        path: null,
      },
    ])
  })

  it('has a digest that depends on every missing part, also on those whose findings are left out', async () => {
    const [some, more] = [many(200, 'error'), many(201, 'error')]
    const digests = await Promise.all(
      [some, more].map(async (missing) => (await makeFolder({ files: [], missing })).digest),
    )
    expect(new Set(digests).size).toBe(2)
  })

  it('shows in its findings what a database could not store', async () => {
    const odd = {
      rule: 'path.not-unicode',
      severity: 'warning',
      message: 'Not "\ud800".',
      path: 'a\0b\n\udc00😀',
    } as const
    const { findings } = await makeFolder({ files: [], findings: [odd] })
    expect(findings).toEqual([{ ...odd, message: 'Not "\\ud800".', path: 'a\\u0000b\\u000a\\udc00😀' }])
  })

  it('does not keep a path in its findings that has no end', async () => {
    const { findings } = await makeFolder({ files: [], findings: [{ ...missing, path: '\0'.repeat(100_000) }] })
    expect(findings[0]?.path).toHaveLength(1024)
  })

  it.each([
    [0o100644, '0644'],
    [0o100755, '0755'],
    [0o100600, '0644'],
    [0o100700, '0755'],
    [0o100654, '0644'],
  ])('has a file of mode %o as %s', (mode, kept) => expect(modeOf(mode)).toBe(kept))
})
