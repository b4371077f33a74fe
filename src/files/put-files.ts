import { insertChunk, insertFiles } from '../db/files/store-files.ts'
import { touchFiles } from '../db/files/touch.ts'
import { type FileFacts, factsOf } from '../domain/files/file-facts.ts'
import { toBase64 } from '../domain/text/base64.ts'
import { inPages } from '../domain/text/in-pages.ts'
import { CHUNK_BYTES, type FilePlace, type NewFile, REQUEST_BYTES } from './file-place.ts'
import { uploadFiles } from './upload-files.ts'

const PAGE = { items: 2000, bytes: REQUEST_BYTES }

/**
 * Stores files, each once, and returns what is known of them in their order. Those that are stored already are not sent
 * again. All are kept for most of a day from now on: by then something has to name them. Safe to repeat, also in parallel.
 */
export async function putFiles(at: FilePlace, contents: readonly Uint8Array[]): Promise<FileFacts[]> {
  const facts: FileFacts[] = []
  const files = new Map<string, NewFile>()
  for (const bytes of contents) {
    const known = await factsOf(bytes)
    facts.push(known)
    files.set(known.sha256, { ...known, bytes })
  }
  const missing = await missingFiles(at, [...files.keys()])
  const wanted = [...files.values()].filter(({ sha256 }) => missing.has(sha256))
  if (at.bucket) await uploadFiles({ ...at, bucket: at.bucket }, wanted)
  else await insertAll(at, wanted)
  return facts
}

/** Which of these files, by their hashes, have to be stored. The others are kept for most of a day from now on. */
export async function missingFiles({ db }: FilePlace, hashes: readonly string[]): Promise<Set<string>> {
  const stored = await touchFiles(db, hashes)
  return new Set(hashes.filter((hash) => !stored.has(hash)))
}

async function insertAll({ db }: FilePlace, files: readonly NewFile[]): Promise<void> {
  const small = files.filter(({ size }) => size <= CHUNK_BYTES)
  for (const page of inPages(small, PAGE)) {
    await insertFiles(
      db,
      page.map((file) => ({ ...file, bytes: toBase64(file.bytes) })),
    )
  }
  for (const file of files.filter(({ size }) => size > CHUNK_BYTES)) {
    for (let at = 0, nth = 0; at < file.size; at += CHUNK_BYTES, nth++) {
      const chunk = file.bytes.subarray(at, at + CHUNK_BYTES)
      await insertChunk(db, { file, nth, bytes: toBase64(chunk) })
    }
  }
}
