import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gunzipSync, unzipSync } from 'fflate'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Archive } from '../../../src/domain/files/archive.ts'
import { tarGzOf } from '../../../src/domain/files/tar-gz.ts'
import { zipOf } from '../../../src/domain/files/zip.ts'
import { gunzip } from '../../../src/intake/archive/gunzip.ts'
import { readTar } from '../../../src/intake/archive/read-tar.ts'
import { readZip } from '../../../src/intake/archive/read-zip.ts'
import {
  aFile,
  anOddFolder,
  collected,
  contentsOf,
  type FileWithBytes,
  ODD_FOLDER,
  someBytes,
} from '../../support/builders/folders.ts'

const KINDS = [
  {
    kind: 'zip',
    make: zipOf,
    unpack: 'unzip -q a.zip',
    file: 'a.zip',
    hash: ODD_FOLDER.zip,
  },
  {
    kind: 'tar.gz',
    make: tarGzOf,
    unpack: 'tar xzf a.tgz',
    file: 'a.tgz',
    hash: ODD_FOLDER.tarGz,
  },
] as const

let folder: FileWithBytes[]
let scratch: string
beforeAll(async () => {
  folder = await anOddFolder()
  scratch = mkdtempSync(join(tmpdir(), 'archives-'))
})
afterAll(() => rmSync(scratch, { recursive: true }))

const bytesOf = (archive: Archive, files: readonly FileWithBytes[]) => collected(archive.parts(contentsOf(files)))
const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')

describe.each(KINDS)('a $kind', ({ make, unpack, file, hash }) => {
  it('has the recorded hash', async () => {
    expect(sha256(await bytesOf(make(folder), folder))).toBe(hash)
  })

  it('is as long as it says', async () => {
    expect(await bytesOf(make(folder), folder)).toHaveLength(make(folder).size)
  })

  it('does not depend on the order of the files', () => {
    expect(make(folder.toReversed()).files).toEqual(folder)
  })

  it('does not depend on how the contents are cut', async () => {
    const cut = folder.flatMap(({ bytes }) => [bytes.subarray(0, 1), bytes.subarray(1, 66_000), bytes.subarray(66_000)])
    const pieces = cut.filter(({ length }) => length > 0)
    expect(sha256(await collected(make(folder).parts(pieces)))).toBe(hash)
  })

  it('refuses contents that are longer or shorter than the files', async () => {
    const contents = contentsOf(folder)
    await expect(collected(make(folder).parts(contents.slice(1)))).rejects.toThrow('not as many as its size says')
    await expect(collected(make(folder).parts([...contents, someBytes(1)]))).rejects.toThrow('after those of the last')
  })

  it('is unpacked by the system with its names, modes and bytes', async () => {
    const place = mkdtempSync(join(scratch, 'x-'))
    writeFileSync(join(place, file), await bytesOf(make(folder), folder))
    execFileSync('sh', ['-c', unpack], { cwd: place, env: { ...process.env, LC_ALL: 'C.UTF-8', TZ: 'UTC' } })
    rmSync(join(place, file))
    const paths = readdirSync(place, { recursive: true, encoding: 'utf8' })
    const files = paths.filter((path) => statSync(join(place, path)).isFile())
    expect(files.toSorted()).toEqual(folder.map(({ path }) => path).toSorted())
    for (const { path, mode, bytes } of folder) {
      expect((statSync(join(place, path)).mode & 0o111) !== 0, path).toBe(mode === '0755')
      expect(sha256(readFileSync(join(place, path))), path).toBe(sha256(bytes))
    }
  })
})

describe('a zip', () => {
  it('is read by another implementation', async () => {
    const found = unzipSync(await bytesOf(zipOf(folder), folder))
    expect(Object.keys(found)).toEqual(folder.map(({ path }) => path))
    for (const { path, bytes } of folder) expect(found[path]).toEqual(bytes)
  })

  it('is read by our own reader of catalogues', async () => {
    const entries = [...readZip(await bytesOf(zipOf(folder), folder))]
    expect(entries.map(({ name, kind, size }) => ({ name, kind, size }))).toEqual(
      folder.map(({ path, size }) => ({ name: path, kind: 'file', size })),
    )
  })

  it('takes the checksums of the files as they are given', async () => {
    const files = [{ ...(await aFile('a', 'x')), crc32: 0x01020304 }]
    const bytes = await bytesOf(zipOf(files), files)
    const view = new DataView(bytes.buffer)
    expect(view.getUint32(14, true)).toBe(0x01020304)
    expect(view.getUint32(bytes.lastIndexOf(0x50, bytes.length - 23) + 16, true)).toBe(0x01020304)
  })

  it('is valid without any file', async () => {
    expect(unzipSync(await bytesOf(zipOf([]), []))).toEqual({})
  })
})

describe('a tar.gz', () => {
  it('is read by another implementation and our own reader of catalogues', async () => {
    const archive = tarGzOf(folder)
    const read: [string, Uint8Array][] = []
    for await (const entry of readTar(gunzip(archive.parts(contentsOf(folder)), 1_000_000)))
      read.push([entry.name, await entry.read()])
    expect(read).toEqual(folder.map(({ path, bytes }) => [path, bytes]))
  })

  it('is valid where a block ends with the tar', async () => {
    const files = [await aFile('a', someBytes(127 * 512 - 3 * 512))]
    const bytes = await bytesOf(tarGzOf(files), files)
    expect(gunzipSync(bytes)).toHaveLength(127 * 512)
  })
})
