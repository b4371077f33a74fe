import { env } from 'cloudflare:workers'
import { sql } from 'drizzle-orm'
import { beforeEach, describe, expect, it } from 'vitest'
import type { Db } from '../../../src/db/connect.ts'
import { storeFolders } from '../../../src/db/files/folders.ts'
import { findFile } from '../../../src/db/files/read-files.ts'
import { insertChunk } from '../../../src/db/files/store-files.ts'
import { factsOf } from '../../../src/domain/files/file-facts.ts'
import { makeFolder } from '../../../src/domain/files/manifest.ts'
import { toBase64 } from '../../../src/domain/text/base64.ts'
import { DamagedFile } from '../../../src/files/damaged-file.ts'
import { type Bucket, CHUNK_BYTES, type FilePlace } from '../../../src/files/file-place.ts'
import { missingFiles, putFiles } from '../../../src/files/put-files.ts'
import { readFile, streamFiles, streamPieces } from '../../../src/files/read-files.ts'
import { aFile, anOddFolder, collected, contentsOf, someBytes } from '../../support/builders/folders.ts'
import { createDatabase } from '../../support/run/database.ts'

const { TEST_FILES: bucket } = env as unknown as { TEST_FILES: R2Bucket }
const encoder = new TextEncoder()

let db: Db
beforeEach(async () => {
  ;({ db } = await createDatabase())
})

const rowsOf = async (query: ReturnType<typeof sql>) => (await db.execute(query)).rows
const countOf = async (table: string) =>
  Number((await rowsOf(sql`select count(*) as n from ${sql.identifier(table)}`))[0]?.n)

/** The keys that the database knows and that are in the bucket too. */
async function objects(): Promise<string[]> {
  const keys = (await rowsOf(sql`select key from file_objects order by key`)).map(({ key }) => String(key))
  const heads = await Promise.all(keys.map((key) => bucket.head(key)))
  return keys.filter((_, i) => heads[i])
}

const stored = async (at: FilePlace, contents: readonly Uint8Array[]) => {
  const facts = await putFiles(at, contents)
  const found = await Promise.all(facts.map(({ sha256 }) => findFile(db, sha256, { bytes: 0 })))
  return found.filter((file) => file !== null)
}

/** A bucket that stops the run at a call, as the end of a Worker would. */
const cutOff = (call: keyof Bucket): Bucket => ({
  get: bucket.get.bind(bucket) as Bucket['get'],
  put: bucket.put.bind(bucket) as Bucket['put'],
  delete: bucket.delete.bind(bucket),
  [call]: () => Promise.reject(new Error('cut off')),
})

describe.each([
  { place: 'the database', where: (): FilePlace => ({ db }) },
  { place: 'a bucket', where: (): FilePlace => ({ db, bucket }) },
])('files in $place', ({ place, where }) => {
  const inBucket = place === 'a bucket'

  it('come out byte for byte, whatever they are', async () => {
    const folder = await anOddFolder()
    const contents = folder.map(({ bytes }) => bytes)
    const facts = await putFiles(where(), contents)
    expect(facts).toEqual(folder.map(({ sha256, size, crc32 }) => ({ sha256, size, crc32 })))
    for (const { sha256, bytes } of folder) expect(await readFile(where(), sha256)).toEqual(bytes)
  })

  it('come out whole if they are larger than one request', async () => {
    const large = someBytes(9_500_000)
    const [facts] = await putFiles(where(), [large])
    expect(await readFile(where(), facts?.sha256 ?? '')).toEqual(large)
    expect(await countOf('file_chunks')).toBe(inBucket ? 0 : 4)
  })

  it('come out in the order in which they are asked for, each as often as it is', async () => {
    const contents = [
      someBytes(3_000_000, 1),
      someBytes(5, 2),
      someBytes(4_500_000, 3),
      new Uint8Array(),
      someBytes(6, 4),
    ]
    const files = await stored(where(), contents)
    const asked = [4, 2, 0, 3, 1, 0].map((i) => files[i]).filter((file) => file !== undefined)
    const parts: Uint8Array[] = []
    for await (const part of streamFiles(where(), asked)) parts.push(part)
    expect(parts).toEqual([4, 2, 0, 1, 0].map((i) => contents[i]))
  })

  it('come in pieces if they are large, and the last piece only if all are right', async () => {
    const [large, small] = [someBytes(CHUNK_BYTES * 2 + 5, 1), someBytes(7, 2)]
    const files = await stored(where(), [large, small])
    const bytes = new Uint8Array([...large, ...small])
    expect(await collected(streamPieces(where(), files))).toEqual(bytes)
    const evil = large.map((byte) => byte ^ 1)
    if (inBucket) await bucket.put(files[0]?.objectKey ?? '', evil)
    else
      await db.execute(sql`update file_chunks set bytes = set_byte(bytes, 0, 1 - get_byte(bytes, 0) % 2) where nth = 1`)
    let length = 0
    const read = async () => {
      for await (const piece of streamPieces(where(), files)) length += piece.length
    }
    await expect(read()).rejects.toThrow('its bytes are others')
    expect(length).toBeLessThan(large.length)
  })

  it('are stored once, however often they are put', async () => {
    const contents = [someBytes(10), someBytes(10), someBytes(CHUNK_BYTES + 1)]
    await putFiles(where(), contents)
    await putFiles(where(), contents)
    expect(await countOf('files')).toBe(2)
    expect(await countOf('file_chunks')).toBe(inBucket ? 0 : 3)
    expect(await objects()).toHaveLength(inBucket ? 2 : 0)
  })

  it('end as one copy of each if eight writers put the same ones in other orders', async () => {
    const contents = [...Array.from({ length: 40 }, (_, i) => someBytes(20 + i, i)), someBytes(CHUNK_BYTES + 7)]
    const writers = Array.from({ length: 8 }, (_, i) => [...contents.slice(i * 5), ...contents.slice(0, i * 5)])
    await Promise.all(writers.map((all) => putFiles(where(), all)))
    expect(await countOf('files')).toBe(41)
    expect(await countOf('file_chunks')).toBe(inBucket ? 0 : 42)
    expect(await countOf('file_objects')).toBe(inBucket ? 41 : 0)
    expect(await objects()).toHaveLength(inBucket ? 41 : 0)
    for (const bytes of contents) expect(await readFile(where(), (await factsOf(bytes)).sha256)).toEqual(bytes)
  })

  it('are missing until they are stored', async () => {
    const [here, there] = await Promise.all([factsOf(someBytes(3, 1)), factsOf(someBytes(3, 2))])
    await putFiles(where(), [someBytes(3, 1)])
    expect(await missingFiles(where(), [here.sha256, there.sha256])).toEqual(new Set([there.sha256]))
  })

  it('are not read if there are none', async () => {
    expect(await readFile(where(), 'a'.repeat(64))).toBeNull()
    expect(await collected(streamFiles(where(), []))).toHaveLength(0)
  })

  it('are not handed out if their bytes are others', async () => {
    const files = await stored(where(), [encoder.encode('good'), encoder.encode('well')])
    const [file] = files
    if (inBucket) await bucket.put(file?.objectKey ?? '', 'evil')
    else await db.execute(sql`update file_chunks set bytes = 'evil' where sha256 = decode(${file?.sha256}, 'hex')`)
    await expect(readFile(where(), file?.sha256 ?? '')).rejects.toThrow(DamagedFile)
    await expect(collected(streamFiles(where(), files))).rejects.toThrow('its bytes are others')
    expect(await readFile(where(), files[1]?.sha256 ?? '')).toEqual(encoder.encode('well'))
  })

  it('are not handed out if their bytes are gone', async () => {
    const [small, large] = await stored(where(), [someBytes(8), someBytes(4_500_000)])
    if (inBucket) await bucket.delete([small?.objectKey ?? '', large?.objectKey ?? ''])
    else await db.execute(sql`delete from file_chunks where nth = 0`)
    await expect(readFile(where(), small?.sha256 ?? '')).rejects.toThrow(DamagedFile)
    await expect(readFile(where(), large?.sha256 ?? '')).rejects.toThrow(DamagedFile)
  })

  it('make the folder that names them', async () => {
    const folder = await anOddFolder()
    await putFiles(where(), contentsOf(folder))
    await putFiles(where(), [new Uint8Array()])
    await storeFolders(db, [await makeFolder({ files: folder })])
    expect(await countOf('folder_files')).toBe(folder.length)
  })
})

describe('files that are in two places', () => {
  it('are read from where they are, and not moved', async () => {
    const [inDatabase] = await stored({ db }, [encoder.encode('first')])
    const files = await stored({ db, bucket }, [encoder.encode('first'), encoder.encode('second')])
    expect(files.map(({ objectKey }) => objectKey === null)).toEqual([true, false])
    expect(await readFile({ db, bucket }, inDatabase?.sha256 ?? '')).toEqual(encoder.encode('first'))
    expect(new TextDecoder().decode(await collected(streamFiles({ db, bucket }, files)))).toBe('firstsecond')
  })

  it('tell that a bucket is not bound', async () => {
    const [file] = await stored({ db, bucket }, [someBytes(4)])
    await expect(readFile({ db }, file?.sha256 ?? '')).rejects.toThrow('none is bound as FILES')
  })
})

describe('a write that was cut off', () => {
  const large = someBytes(CHUNK_BYTES + 10)

  it('between two chunks leaves a file that counts as missing, and is completed by the next', async () => {
    const file = await factsOf(large)
    await insertChunk(db, { file, nth: 1, bytes: toBase64(large.subarray(CHUNK_BYTES)) })
    expect(await missingFiles({ db }, [file.sha256])).toEqual(new Set([file.sha256]))
    expect(await readFile({ db }, file.sha256)).toBeNull()
    await putFiles({ db }, [large])
    expect(await readFile({ db }, file.sha256)).toEqual(large)
  })

  it('between two chunks may be completed in a bucket', async () => {
    const file = await factsOf(large)
    await insertChunk(db, { file, nth: 0, bytes: toBase64(large.subarray(0, CHUNK_BYTES)) })
    await putFiles({ db, bucket }, [large])
    expect(await readFile({ db, bucket }, file.sha256)).toEqual(large)
  })

  it('before an upload leaves a key that is known, and no file', async () => {
    await expect(putFiles({ db, bucket: cutOff('put') }, [someBytes(5)])).rejects.toThrow('cut off')
    expect(await countOf('file_objects')).toBe(1)
    expect(await countOf('files')).toBe(0)
    await putFiles({ db, bucket }, [someBytes(5)])
    expect(await readFile({ db, bucket }, (await factsOf(someBytes(5))).sha256)).toEqual(someBytes(5))
  })
})

describe('a folder', () => {
  it('is refused if a file of it is not stored, and nothing of its page is kept', async () => {
    const [there, missing] = await Promise.all([aFile('SKILL.md'), aFile('missing.md')])
    await putFiles({ db }, [there.bytes])
    const folders = [await makeFolder({ files: [there] }), await makeFolder({ files: [there, missing] })]
    await expect(storeFolders(db, folders)).rejects.toThrow()
    expect(await countOf('folders')).toBe(0)
  })

  it('is stored once by eight writers of pages in other orders', async () => {
    const files = await Promise.all(Array.from({ length: 12 }, (_, i) => aFile(`${i}.md`)))
    await putFiles({ db }, contentsOf(files))
    const folders = await Promise.all(files.map((file, i) => makeFolder({ files: [file, ...files.slice(i + 1)] })))
    const pages = Array.from({ length: 8 }, (_, i) => [...folders.slice(i), ...folders.slice(0, i)])
    await Promise.all(pages.map((page) => storeFolders(db, page)))
    expect(await countOf('folders')).toBe(12)
    expect(await countOf('folder_files')).toBe((12 * 13) / 2)
  })
})
