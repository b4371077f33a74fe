import type { Context } from 'hono'
import { contentTypeOf, TELLING_BYTES } from '../../../domain/files/content-type.ts'
import { CHUNK_BYTES } from '../../../files/file-place.ts'
import { readFile } from '../../../files/read-files.ts'
import { openFile, streamFile, streamRange } from '../../../files/stream-file.ts'
import { fileAnswer, rangeOf, unchangedAnswer } from '../../../http/answer-bytes.ts'
import type { AppEnv } from '../../../http/app-env.ts'
import { found } from '../../../http/failure.ts'

/** Where the files are kept. */
export const placeOf = (c: Context<AppEnv>) => ({ db: c.var.db, bucket: c.var.config.FILES })

/** A file whose place in a folder, hash and size are known. `tags` are those of the caches; null if none may keep it. */
type KnownFile = { path: string; sha256: string; size: number; tags: string[] | null; untilPurged?: boolean }

/**
 * Answers with a file, and reads no more of it than it has to: a file of one chunk is read whole and checked, a larger one comes chunk
 * by chunk. Throws Failure `range_not_satisfiable`.
 */
export async function answerFile(c: Context<AppEnv>, { path, sha256, size, tags, untilPurged = false }: KnownFile) {
  const about = { etag: sha256, sha256, size, tags, untilPurged }
  const unchanged = unchangedAnswer(c, about)
  if (unchanged) return unchanged
  const range = rangeOf(c, about)
  const answer = (body: Parameters<typeof fileAnswer>[1], beginning: Uint8Array) =>
    fileAnswer(c, body, { ...about, path, range, type: contentTypeOf(path, beginning) })
  if (size <= CHUNK_BYTES && c.req.method !== 'HEAD') {
    const bytes = found(await readFile(placeOf(c), sha256), 'file', path)
    return answer(range ? bytes.subarray(range.start, range.end + 1) : bytes, bytes)
  }
  const { file, beginning } = found(await openFile(placeOf(c), sha256, TELLING_BYTES), 'file', path)
  return answer(range ? streamRange(placeOf(c), file, range) : streamFile(placeOf(c), file), beginning)
}
