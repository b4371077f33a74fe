import { gzipSync, strToU8, zipSync } from 'fflate'
import { describe, expect, it } from 'vitest'
import { gunzip } from '../../src/intake/archive/gunzip.ts'
import { readTar } from '../../src/intake/archive/read-tar.ts'
import { openArchive } from '../../src/intake/catalog/unpack.ts'
import { readRepositoryList } from '../../src/intake/list/repository-list.ts'
import { SourceFault } from '../../src/intake/source-fault.ts'
import { collected } from '../support/builders/folders.ts'
import { aForgedZip, aTarGzip } from '../support/outside/archives.ts'

/** The SKILL.md of an archive. */
const read = async (archive: Uint8Array) => {
  const { files, contents } = await openArchive(archive)
  for await (const { bytes } of contents(files.filter(({ path }) => path === 'SKILL.md')))
    return new TextDecoder().decode(bytes)
}

const MIB = 1024 * 1024

async function* inPieces(bytes: Uint8Array, size: number) {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size)
}

describe('in the Workers runtime', () => {
  it('archives are unpacked', async () => {
    expect(await read(zipSync({ 'SKILL.md': strToU8('zipped'), 'x/SKILL.md': strToU8('other') }))).toBe('zipped')
    expect(await read(aTarGzip([{ name: 'SKILL.md', data: 'in a tar' }]))).toBe('in a tar')
  })

  it('invalid or truncated archives are refused as such', async () => {
    const tar = aTarGzip([{ name: 'SKILL.md', data: 'in a tar' }])
    for (const bytes of [new Uint8Array(), new Uint8Array([0x1f, 0x8b]), tar.slice(0, 30), strToU8('no archive')])
      await expect(read(bytes)).rejects.toMatchObject({ name: 'SourceFault', kind: 'unreadable' })
  })

  it('an archive larger than it states is refused as too large', async () => {
    const bomb = aForgedZip({ 'SKILL.md': new Uint8Array(32 * 1024 * 1024) }, { at: 24, value: 100, bytes: 4 })
    await expect(read(bomb)).rejects.toMatchObject({ kind: 'too_large' })
  })

  it('a stream is unpacked no further than it may go, and its source is closed', async () => {
    // A gigabyte of zeros, in a megabyte.
    const bomb = gzipSync(new Uint8Array(64 * MIB))
    let taken = 0
    let isClosed = false
    async function* bombs() {
      try {
        for (let i = 0; i < 16; i++) {
          taken++
          yield bomb
        }
      } finally {
        isClosed = true
      }
    }
    let unpacked = 0
    const reading = (async () => {
      for await (const piece of gunzip(bombs(), 20 * MIB)) unpacked += piece.length
    })()
    await expect(reading).rejects.toMatchObject({ kind: 'too_large' })
    expect(unpacked).toBeLessThanOrEqual(20 * MIB)
    expect(taken).toBeLessThan(16)
    expect(isClosed).toBe(true)
  })

  it('a stream that is left early closes its source', async () => {
    let isClosed = false
    async function* packed() {
      try {
        for (;;) yield gzipSync(new Uint8Array(MIB))
      } finally {
        isClosed = true
      }
    }
    for await (const _ of gunzip(packed(), 20 * MIB)) break
    expect(isClosed).toBe(true)
  })

  it('a stream whose source fails fails with the same fault', async () => {
    const bytes = aTarGzip([{ name: 'SKILL.md', data: 'in a tar' }])
    async function* failing() {
      yield bytes.slice(0, 20)
      throw new SourceFault('timed_out', 'The server took too long to answer.')
    }
    await expect(collected(gunzip(failing(), MIB))).rejects.toMatchObject({ kind: 'timed_out' })
  })

  it('a tar holds one file at a time, and only those that are asked for', async () => {
    const tar = aTarGzip(Array.from({ length: 200 }, (_, n) => ({ name: `f${n}`, data: new Uint8Array(200_000) })))
    const read: string[] = []
    for await (const entry of readTar(gunzip(inPieces(tar, 1000), 64 * MIB)))
      if (entry.name.endsWith('7')) read.push(`${entry.name} ${(await entry.read()).length}`)
    expect(read).toHaveLength(20)
    expect(read[0]).toBe('f7 200000')
  })

  it('lists are read', () => {
    expect(readRepositoryList('* [x](https://github.com/acme/kit)')).toEqual(['acme/kit'])
  })
})
