import { findFile, readChunk, type StoredFile } from '../db/files/read-files.ts'
import { runningHash } from '../domain/files/hash-parts.ts'
import { damaged, decoded, getObject } from './damaged-file.ts'
import { CHUNK_BYTES, type FilePlace } from './file-place.ts'

/** Bytes of a file, the last one included, as HTTP counts them. */
export type ByteRange = { start: number; end: number }

/** A stored file with its first bytes, at most so many. Null if there is no such file. Throws DamagedFile. */
export async function openFile(
  at: FilePlace,
  sha256: string,
  first: number,
): Promise<{ file: StoredFile; beginning: Uint8Array } | null> {
  const found = await findFile(at.db, sha256, { bytes: first })
  if (!found) return null
  const { beginning, ...file } = found
  if (file.objectKey === null) return { file, beginning: decoded(beginning ?? '') }
  if (file.size === 0) return { file, beginning: new Uint8Array() }
  const object = await getObject(at, file, { offset: 0, length: Math.min(first, file.size) })
  return { file, beginning: new Uint8Array(await object.arrayBuffer()) }
}

/**
 * The bytes of a file, piece by piece. The last piece is not handed out unless all of them have its hash: whoever has them all
 * has the right ones. Throws DamagedFile.
 */
export async function* streamFile(at: FilePlace, file: StoredFile): AsyncGenerator<Uint8Array> {
  const hash = runningHash()
  let read = 0
  for await (const piece of streamRange(at, file, { start: 0, end: file.size - 1 })) {
    hash.add(piece)
    read += piece.length
    if (read === file.size && hash.digits() !== file.sha256) throw damaged(file, 'its bytes are others')
    yield piece
  }
}

/** A part of a file, piece by piece. Reads nothing else, so it cannot check the hash. Throws DamagedFile if bytes are missing. */
export async function* streamRange(at: FilePlace, file: StoredFile, range: ByteRange): AsyncGenerator<Uint8Array> {
  const wanted = range.end + 1 - range.start
  let read = 0
  for await (const piece of file.objectKey === null ? chunksOf(at, file, range) : objectPieces(at, file, range)) {
    read += piece.length
    if (read > wanted) break
    yield piece
  }
  if (read !== wanted) throw damaged(file, read < wanted ? 'a part of it is missing' : 'its bytes are others')
}

async function* chunksOf({ db }: FilePlace, file: StoredFile, { start, end }: ByteRange): AsyncGenerator<Uint8Array> {
  for (let at = start; at <= end; ) {
    const [nth, from] = [Math.floor(at / CHUNK_BYTES), at % CHUNK_BYTES]
    const length = Math.min(CHUNK_BYTES - from, end + 1 - at)
    const text = await readChunk(db, { sha256: file.sha256, nth, from, length })
    const bytes = decoded(text ?? '')
    if (bytes.length !== length) throw damaged(file, 'a part of it is missing')
    yield bytes
    at += length
  }
}

async function* objectPieces(at: FilePlace, file: StoredFile, { start, end }: ByteRange): AsyncGenerator<Uint8Array> {
  const { body } = await getObject(at, file, { offset: start, length: end + 1 - start })
  // A reader that stops early cancels the rest.
  yield* body as unknown as AsyncIterable<Uint8Array>
}
