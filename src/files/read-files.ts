import { findFile, findFiles, readChunk, readChunks, type StoredFile } from '../db/files/read-files.ts'
import { fromBase64 } from '../domain/text/base64.ts'
import { sha256Hex } from '../domain/text/hash.ts'
import { inPages } from '../domain/text/in-pages.ts'
import { type FilePlace, OBJECTS_AT_ONCE, REQUEST_BYTES } from './file-place.ts'
import { inParallel } from './in-parallel.ts'

/** What is held in memory at once, apart from a larger file. */
const PAGE = { items: 500, bytes: REQUEST_BYTES }

/** The bytes of a file do not have its hash, or are not where they should be. */
export class DamagedFile extends Error {
  override name = 'DamagedFile'
}

/** The bytes of a file, checked against its hash. Null if there is no such file. Throws DamagedFile. */
export async function readFile(at: FilePlace, sha256: string): Promise<Uint8Array | null> {
  const found = await findFile(at.db, sha256)
  if (!found) return null
  const { firstChunk } = found
  const bytes = firstChunk === null || found.objectKey ? new Uint8Array() : decoded(firstChunk)
  return bytes.length === found.size ? checked(found, bytes) : readOne(at, found)
}

/**
 * The bytes of files, in their order, one piece a file; empty ones have none. Each is checked against its hash before it is
 * handed out. The files are read in bounded requests, and only as far as they are asked for. Throws DamagedFile.
 */
export async function* streamFiles(at: FilePlace, files: readonly StoredFile[]): AsyncGenerator<Uint8Array> {
  const filled = files.filter(({ size }) => size > 0)
  for (const page of inPages(filled, PAGE)) {
    const found = await readPage(at, page)
    for (const { sha256 } of page) {
      const bytes = found.get(sha256)
      if (bytes) yield bytes
    }
  }
}

/** The bytes of a few megabytes of files by their hashes. Those that are not stored are left out. Throws DamagedFile. */
export async function readFiles(at: FilePlace, hashes: readonly string[]): Promise<Map<string, Uint8Array>> {
  const found = await findFiles(at.db, hashes)
  const contents = new Map<string, Uint8Array>()
  for (const { sha256, size } of found) if (size === 0) contents.set(sha256, new Uint8Array())
  const filled = found.filter(({ size }) => size > 0)
  let i = 0
  for await (const bytes of streamFiles(at, filled)) contents.set(filled[i++]?.sha256 ?? '', bytes)
  return contents
}

async function readPage(at: FilePlace, page: readonly StoredFile[]): Promise<Map<string, Uint8Array>> {
  const wanted = [...new Map(page.map((file) => [file.sha256, file])).values()]
  const [only] = wanted
  if (only && only.size > PAGE.bytes) return new Map([[only.sha256, await readOne(at, only)]])
  const inDatabase = wanted.filter(({ objectKey }) => objectKey === null)
  const chunks = await readChunks(
    at.db,
    inDatabase.map(({ sha256 }) => sha256),
  )
  const read = await inParallel(wanted, OBJECTS_AT_ONCE, async (file) => {
    const bytes =
      file.objectKey === null
        ? await checked(file, joined((chunks.get(file.sha256) ?? []).map(decoded)))
        : await readObject(at, file)
    return [file.sha256, bytes] as const
  })
  return new Map(read)
}

/** Reads a file chunk by chunk. */
async function readOne(at: FilePlace, file: StoredFile): Promise<Uint8Array> {
  if (file.objectKey !== null) return readObject(at, file)
  const chunks: Uint8Array[] = []
  for (let read = 0; read < file.size; ) {
    const text = await readChunk(at.db, { sha256: file.sha256, nth: chunks.length })
    const chunk = decoded(text ?? '')
    if (chunk.length === 0) throw damaged(file, 'a part of it is missing')
    chunks.push(chunk)
    read += chunk.length
  }
  return checked(file, joined(chunks))
}

async function readObject({ bucket }: FilePlace, file: StoredFile): Promise<Uint8Array> {
  if (!bucket) throw damaged(file, 'it is in an R2 bucket, and none is bound as FILES')
  const object = await bucket.get(file.objectKey ?? '')
  if (!object) throw damaged(file, 'the R2 bucket does not have it')
  return checked(file, new Uint8Array(await object.arrayBuffer()))
}

async function checked(file: StoredFile, bytes: Uint8Array): Promise<Uint8Array> {
  if (bytes.length !== file.size || (await sha256Hex(bytes)) !== file.sha256)
    throw damaged(file, 'its bytes are others')
  return bytes
}

const damaged = ({ sha256 }: StoredFile, why: string) => new DamagedFile(`The file ${sha256} cannot be read: ${why}.`)

function decoded(base64: string): Uint8Array {
  const bytes = fromBase64(base64)
  if (!bytes) throw new Error('The database sent something else than base64.')
  return bytes
}

function joined(chunks: readonly Uint8Array[]): Uint8Array {
  const [only] = chunks
  if (only && chunks.length === 1) return only
  const bytes = new Uint8Array(chunks.reduce((sum, { length }) => sum + length, 0))
  let at = 0
  for (const chunk of chunks) {
    bytes.set(chunk, at)
    at += chunk.length
  }
  return bytes
}
