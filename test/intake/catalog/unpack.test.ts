import { constants, deflateRawSync } from 'node:zlib'
import fc from 'fast-check'
import { gzipSync, strToU8, zipSync } from 'fflate'
import { describe, expect, it } from 'vitest'
import { MAX_SKILL_MD_BYTES } from '../../../src/domain/skill-md/skill-md.ts'
import { gunzip } from '../../../src/intake/archive/gunzip.ts'
import { openArchive } from '../../../src/intake/catalog/unpack.ts'
import { someBytes } from '../../support/builders/folders.ts'
import { aForgedZip, aTar, aTarGzip, joined, paxLine } from '../../support/outside/archives.ts'

const SKILL = { name: 'SKILL.md', data: 'It is.' }
/** The SKILL.md of an archive. */
const read = async (archive: Uint8Array) => {
  const { files, contents } = await openArchive(archive)
  for await (const { bytes } of contents(files.filter(({ path }) => path === 'SKILL.md')))
    return new TextDecoder().decode(bytes)
}
const fault = async (archive: Uint8Array) => {
  const error = await read(archive).catch((cause: unknown) => cause)
  expect(error).toMatchObject({ name: 'SourceFault' })
  return (error as Error).message
}
const CANNOT = 'The archive cannot be read.'
const NONE = 'The archive has no SKILL.md at its root.'
const TWO = 'The archive has more than one SKILL.md at its root.'
const NOT_PLAIN = 'SKILL.md in the archive is not a plain file.'
const TOO_LARGE = /more than 1048576 bytes/

describe('a tar.gz', () => {
  it.each([
    ['alone', [SKILL]],
    ['after others', [{ name: 'a.txt', data: 'x'.repeat(513) }, { name: 'x/', type: '5' }, SKILL]],
    ['of an old tar, which has no types', [{ ...SKILL, type: '\0' }]],
    ['with a size that spaces fill', [{ ...SKILL, size: '          6 ' }]],
    ['after what tar programs say of it', [{ name: 'p', type: 'x', data: paxLine('mtime', '1.5') }, SKILL]],
    ['after what git says of all', [{ name: 'g', type: 'g', data: paxLine('comment', 'x'.repeat(120)) }, SKILL]],
    [
      'by a name that pax gives',
      [
        { name: 'p', type: 'x', data: paxLine('path', 'SKILL.md') },
        { ...SKILL, name: 'x' },
      ],
    ],
    [
      'by a name that GNU gives',
      [
        { name: 'l', type: 'L', data: 'SKILL.md\0' },
        { ...SKILL, name: 'x' },
      ],
    ],
    ['before an empty file', [SKILL, { name: 'empty' }]],
  ])('has its SKILL.md read: %s', async (_, files) => {
    expect(await read(aTarGzip(files))).toBe('It is.')
    expect(await read(aTarGzip(files, { end: 0 }))).toBe('It is.')
  })

  it('has an empty one read', async () => {
    expect(await read(aTarGzip([{ name: 'SKILL.md' }]))).toBe('')
  })

  it('ends at its first empty block', async () => {
    expect(await fault(gzipSync(joined([aTar([{ name: 'a' }], { end: 1 }), aTar([SKILL])])))).toBe(NONE)
  })

  it.each([
    '-0000001000',
    '-00000001000',
    '-1',
    '+0000000006',
    '0x6',
    '6.5',
    '1e3',
    '00000000008',
    'NaN',
    'Infinity',
    '0 0',
    '\x80\0\0\0\0\0\0\0\0\0\0\x06',
    '\xff'.repeat(12),
    '77777777777',
    '00000002001',
  ])('with a size of %j terminates, and is refused', async (size) => {
    expect(await fault(aTarGzip([{ name: 'a', data: 'x', size }, SKILL], { end: 0 }))).toMatch(
      /cannot be read|no SKILL/,
    )
    expect(await fault(aTarGzip([{ ...SKILL, size }], { end: 0 }))).toMatch(/cannot be read/)
  })

  it.each([
    '../SKILL.md',
    '/SKILL.md',
    './SKILL.md',
    'x/../SKILL.md',
    'C:/SKILL.md',
    'C:SKILL.md',
    'x/SKILL.md',
    'SKILL.md/',
    'skill.md',
    ' SKILL.md',
    '\\SKILL.md',
    '\uFEFFSKILL.md',
  ])('has none at its root if its name is %j', async (name) => {
    expect(await fault(aTarGzip([{ ...SKILL, name }]))).toBe(NONE)
    expect(await fault(aTarGzip([{ name: 'p', type: 'x', data: paxLine('path', name) }, SKILL]))).toBe(NONE)
    expect(await read(aTarGzip([{ name, data: 'Another.' }, SKILL]))).toBe('It is.')
    expect(await fault(zipSync({ [name]: strToU8('x') }))).toBe(NONE)
    expect(await read(zipSync({ [name]: strToU8('x'), 'SKILL.md': strToU8('It is.') }))).toBe('It is.')
  })

  it('has none at its root if a prefix puts it in a folder', async () => {
    expect(await fault(aTarGzip([{ ...SKILL, prefix: 'x' }]))).toBe(NONE)
  })

  it.each([
    ['twice', [SKILL, SKILL]],
    [
      'twice, once by pax',
      [SKILL, { name: 'p', type: 'x', data: paxLine('path', 'SKILL.md') }, { name: 'x', data: 'y' }],
    ],
    ['and a link of its name', [SKILL, { name: 'SKILL.md', type: '2' }]],
  ])('that has it %s is refused', async (_, files) => {
    expect(await fault(aTarGzip(files))).toBe(TWO)
  })

  it.each(['1', '2', '3', '5', '6'])('that has it as something other than a file (%s) is refused', async (type) => {
    expect(await fault(aTarGzip([{ name: 'SKILL.md', type }]))).toBe(NOT_PLAIN)
  })

  it.each([
    ['a size', 'x', paxLine('size', '1')],
    ['a path for all', 'g', paxLine('path', 'SKILL.md')],
    ['no length', 'x', 'path=SKILL.md\n'],
    ['a length of 0', 'x', '0 path=x\n'],
    ['a length beyond its end', 'x', '99 path=x\n'],
    ['no end of a line', 'x', '9 path=xy'],
  ])('whose pax header has %s is refused', async (_, type, data) => {
    expect(await fault(aTarGzip([{ name: 'p', type, data }, SKILL]))).toBe(CANNOT)
  })

  it('is refused if SKILL.md has more than a megabyte, or all of it more than 64', async () => {
    const zeros = new Uint8Array(MAX_SKILL_MD_BYTES + 1)
    expect(await fault(aTarGzip([{ name: 'SKILL.md', data: zeros }]))).toMatch(TOO_LARGE)
    expect(await read(aTarGzip([{ name: 'SKILL.md', data: zeros.slice(1) }]))).toHaveLength(MAX_SKILL_MD_BYTES)
    expect(await fault(aTarGzip([{ name: 'z', data: new Uint8Array(65 * 1024 * 1024) }, SKILL]))).toMatch(/67108864/)
  })
})

describe('a zip', () => {
  const text = strToU8('It is.')

  it('has its SKILL.md read, stored or deflated, with a comment or without', async () => {
    expect(await read(zipSync({ 'a/SKILL.md': strToU8('x'), 'SKILL.md': text }))).toBe('It is.')
    expect(await read(zipSync({ 'SKILL.md': text }, { level: 0 }))).toBe('It is.')
    expect(await read(zipSync({ 'SKILL.md': new Uint8Array() }))).toBe('')
    const commented = joined([zipSync({ 'SKILL.md': text }), strToU8('!')])
    new DataView(commented.buffer).setUint16(commented.length - 3, 1, true)
    expect(await read(commented)).toBe('It is.')
  })

  it.each([0, 5, 7, 100])('that states %i bytes for a file of six is refused', async (value) => {
    const forged = (level: 0 | 9) =>
      aForgedZip({ 'SKILL.md': [text, { level }] }, { at: 24, local: 22, value, bytes: 4 })
    expect(await fault(forged(9))).toBe('The length of SKILL.md differs from the one that the archive states.')
    expect(await fault(forged(0))).toBe('The length of SKILL.md differs from the one that the archive states.')
  })

  it('that states 100 bytes for a gigabyte is abandoned after a megabyte', async () => {
    const bomb = zipOf(zerosDeflated(1024), 100)
    const before = process.cpuUsage()
    expect(await fault(bomb)).toMatch(TOO_LARGE)
    const { user, system } = process.cpuUsage(before)
    // In microseconds: abandoning it takes milliseconds, unpacking all of it seconds.
    expect(user + system).toBeLessThan(1_000_000)
  })

  it('is refused if SKILL.md has more than a megabyte, and read if it has a megabyte', async () => {
    const zeros = new Uint8Array(MAX_SKILL_MD_BYTES + 1)
    expect(await fault(zipSync({ 'SKILL.md': zeros }))).toMatch(TOO_LARGE)
    expect(await fault(zipSync({ 'SKILL.md': zeros }, { level: 0 }))).toMatch(TOO_LARGE)
    expect(await read(zipSync({ 'SKILL.md': zeros.slice(1) }))).toHaveLength(MAX_SKILL_MD_BYTES)
  })

  it('that has it twice is refused', async () => {
    const zip = zipSync({ 'SKILL.md': text, 'SKILL.mx': strToU8('y') })
    expect(await fault(renamed(zip, 'SKILL.mx', 'SKILL.md'))).toBe(TWO)
  })

  it('whose file header and directory differ in the name is refused', async () => {
    const zip = zipSync({ 'SKILL.md': text })
    zip[30] = 0x73
    expect(await fault(zip)).toBe(CANNOT)
  })

  it('that has it as a link, encrypted, or compressed by another method is refused', async () => {
    const link = zipSync({ 'SKILL.md': [text, { os: 3, attrs: 0o120777 * 65536 }] })
    const plain = zipSync({ 'SKILL.md': [text, { os: 3, attrs: 0o100644 * 65536 }] })
    expect(await fault(link)).toBe(NOT_PLAIN)
    expect(await read(plain)).toBe('It is.')
    expect(await fault(aForgedZip({ 'SKILL.md': text }, { at: 8, value: 1, bytes: 2 }))).toBe(NOT_PLAIN)
    expect(await fault(aForgedZip({ 'SKILL.md': text }, { at: 10, value: 93, bytes: 2 }))).toMatch(
      /compressed by an unsupported method/,
    )
  })

  it.each([
    ['a place', 42],
    ['a packed size', 20],
    ['a size', 24],
  ])('with %s beyond its end is refused', async (_, at) => {
    expect(await fault(aForgedZip({ 'SKILL.md': text }, { at, value: 0xfffffff0, bytes: 4 }))).toMatch(
      /cannot|than 1048576/,
    )
  })
})

it('a long stream of pieces leaves no listeners behind', async () => {
  const warnings: string[] = []
  const note = ({ name }: Error) => warnings.push(name)
  process.on('warning', note)
  const tar = aTarGzip([SKILL, { name: 'noise', data: someBytes(2_000_000) }])
  async function* pieces() {
    for (let at = 0; at < tar.length; at += 70_000) yield tar.subarray(at, at + 70_000)
  }
  for await (const _ of gunzip(pieces(), 10_000_000)) await Promise.resolve()
  await new Promise((resolve) => setImmediate(resolve))
  process.off('warning', note)
  expect(warnings).toEqual([])
})

it('any bytes, and any altered archive, end in a fault or in the right content', async () => {
  const archives = [
    aTarGzip([SKILL]),
    zipSync({ 'SKILL.md': strToU8('It is.') }),
    zipSync({ 'SKILL.md': strToU8('It is.') }, { level: 0 }),
  ]
  const change = fc.record({ at: fc.nat(), to: fc.integer({ min: 0, max: 255 }) })
  const changed = fc
    .tuple(fc.constantFrom(...archives), fc.array(change, { maxLength: 5 }))
    .map(([archive, changes]) => {
      const bytes = archive.slice()
      for (const { at, to } of changes) bytes[at % bytes.length] = to
      return bytes
    })
  await fc.assert(
    fc.asyncProperty(fc.oneof(fc.uint8Array(), changed), async (bytes) => {
      const found = await read(bytes).catch((error: unknown) => error)
      if (typeof found !== 'string') expect(found).toMatchObject({ name: 'SourceFault' })
    }),
    { numRuns: 300 },
  )
})

/** This many megabytes of zeros, deflated: the same bytes repeated, as deflate blocks can be concatenated. */
function zerosDeflated(megabytes: number): Uint8Array {
  const one = deflateRawSync(new Uint8Array(1024 * 1024), { finishFlush: constants.Z_SYNC_FLUSH })
  return joined([...Array.from({ length: megabytes }, () => one), new Uint8Array([3, 0])])
}

/** A zip of one SKILL.md with these deflated bytes, which states `size` as their length. */
function zipOf(packed: Uint8Array, size: number): Uint8Array {
  const name = strToU8('SKILL.md')
  const local = new DataView(new ArrayBuffer(30))
  const central = new DataView(new ArrayBuffer(46))
  const end = new DataView(new ArrayBuffer(22))
  for (const [view, signature, at] of [
    [local, 0x04034b50, 8],
    [central, 0x02014b50, 10],
  ] as const) {
    view.setUint32(0, signature, true)
    view.setUint16(at, 8, true)
    view.setUint32(at + 10, packed.length, true)
    view.setUint32(at + 14, size, true)
    view.setUint16(at + 18, name.length, true)
  }
  end.setUint32(0, 0x06054b50, true)
  end.setUint16(8, 1, true)
  end.setUint16(10, 1, true)
  end.setUint32(12, 54, true)
  end.setUint32(16, 38 + packed.length, true)
  const bytes = ({ buffer }: DataView) => new Uint8Array(buffer as ArrayBuffer)
  return joined([bytes(local), name, packed, bytes(central), name, bytes(end)])
}

/** Overwrites one name with another of the same length. */
function renamed(zip: Uint8Array, from: string, to: string): Uint8Array {
  const bytes = zip.slice()
  for (let at = 0; at < bytes.length; at++)
    if (new TextDecoder().decode(bytes.subarray(at, at + from.length)) === from) bytes.set(strToU8(to), at)
  return bytes
}
