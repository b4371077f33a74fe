import { findFile, findFiles, readChunks, type StoredFile } from '../db/files/read-files.ts'
import { sha256Hex } from '../domain/text/hash.ts'
import { inPages } from '../domain/text/in-pages.ts'
import { runAllConcurrently } from '../domain/text/run-concurrently.ts'
import { damaged, decoded, getObject } from './damaged-file.ts'
import { CHUNK_BYTES, type FilePlace, OBJECTS_AT_ONCE, REQUEST_BYTES } from './file-place.ts'
import { streamFile } from './stream-file.ts'

/** What is held in memory at once, apart from a larger file. */
const PAGE = { items: 500, bytes: REQUEST_BYTES }

/** The bytes of a file, checked against its hash. Null if there is no such file. Throws DamagedFile. */
export async function readFile(at: FilePlace, sha256: string): Promise<Uint8Array<ArrayBuffer> | null> {
  const found = await findFile(at.db, sha256, { bytes: CHUNK_BYTES })
  if (!found) return null
  const { beginning } = found
  const bytes = beginning === null || found.objectKey ? new Uint8Array() : decoded(beginning)
  return bytes.length === found.size ? checked(found, bytes) : readOne(at, found)
}

/**
 * The bytes of files, in their order, one piece a file; empty ones have none. Each is checked against its hash before it is
 * handed out. The files are read in bounded requests, and only as far as they are asked for. Throws DamagedFile.
 */
export const streamFiles = (at: FilePlace, files: readonly StoredFile[]): AsyncGenerator<Uint8Array> =>
  streamPages(at, files, async function* whole(file) {
    yield await readOne(at, file)
  })

/** As `streamFiles`, but in several pieces where a file is large. The last one of a file is not handed out unless its hash is right. */
export const streamPieces = (at: FilePlace, files: readonly StoredFile[]): AsyncGenerator<Uint8Array> =>
  streamPages(at, files, (file) => streamFile(at, file))

async function* streamPages(
  at: FilePlace,
  files: readonly StoredFile[],
  large: (file: StoredFile) => AsyncGenerator<Uint8Array>,
): AsyncGenerator<Uint8Array> {
  const filled = files.filter(({ size }) => size > 0)
  for (const page of inPages(filled, PAGE)) {
    const [first] = page
    if (first && first.size > PAGE.bytes) {
      yield* large(first)
      continue
    }
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
  const inDatabase = wanted.filter(({ objectKey }) => objectKey === null)
  const chunks = await readChunks(
    at.db,
    inDatabase.map(({ sha256 }) => sha256),
  )
  const read = await runAllConcurrently(wanted, OBJECTS_AT_ONCE, async (file) => {
    const bytes =
      file.objectKey === null
        ? await checked(file, joined(file, (chunks.get(file.sha256) ?? []).map(decoded)))
        : await readObject(at, file)
    return [file.sha256, bytes] as const
  })
  return new Map(read)
}

/** Reads a large file piece by piece, without holding it twice. */
async function readOne(at: FilePlace, file: StoredFile): Promise<Uint8Array<ArrayBuffer>> {
  const bytes = new Uint8Array(file.size)
  let read = 0
  for await (const piece of streamFile(at, file)) {
    bytes.set(piece, read)
    read += piece.length
  }
  return bytes
}

async function readObject(at: FilePlace, file: StoredFile): Promise<Uint8Array> {
  const object = await getObject(at, file)
  return checked(file, new Uint8Array(await object.arrayBuffer()))
}

async function checked<B extends Uint8Array>(file: StoredFile, bytes: B): Promise<B> {
  if (bytes.length !== file.size || (await sha256Hex(bytes)) !== file.sha256)
    throw damaged(file, 'its bytes are others')
  return bytes
}

function joined(file: StoredFile, chunks: readonly Uint8Array[]): Uint8Array {
  const [only] = chunks
  if (only && chunks.length === 1) return only
  if (chunks.reduce((sum, { length }) => sum + length, 0) !== file.size) throw damaged(file, 'a part of it is missing')
  const bytes = new Uint8Array(file.size)
  let at = 0
  for (const chunk of chunks) {
    bytes.set(chunk, at)
    at += chunk.length
  }
  return bytes
}
