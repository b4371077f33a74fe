import type { Context } from 'hono'
import { listFolderFiles } from '../../../db/files/folders.ts'
import { tarGzOf } from '../../../domain/files/tar-gz.ts'
import { zipOf } from '../../../domain/files/zip.ts'
import { REQUEST_BYTES } from '../../../files/file-place.ts'
import { streamPieces } from '../../../files/read-files.ts'
import type { AppEnv } from '../../../http/app-env.ts'
import { recall, remember } from '../../../http/data-centre.ts'
import { placeOf } from './answer-file.ts'

export type ArchiveKind = 'zip' | 'tar.gz'

/** Its name holds the digest, so what is kept is never wrong. Whether it is given out is decided elsewhere. */
const KEPT_SECONDS = 86_400

/**
 * The bytes of an archive: those that this data centre keeps, or else built. An archive whose files come with one request is built
 * whole and kept; a larger one is built while the client reads it.
 */
export async function readArchive(c: Context<AppEnv>, digest: string, kind: ArchiveKind) {
  const name = `archives/${digest}.${kind}`
  const kept = await recall(c, name)
  const length = Number(kept?.headers.get('Content-Length') ?? 0)
  if (kept?.body && length > 0) return { body: kept.body, size: length }
  const stored = await listFolderFiles(c.var.db, digest)
  const archive = kind === 'zip' ? zipOf(stored) : tarGzOf(stored)
  const parts = archive.parts(streamPieces(placeOf(c), archive.files))
  if (archive.size > REQUEST_BYTES || c.req.method === 'HEAD') return { body: parts, size: archive.size }
  const bytes = await joined(parts, archive.size)
  remember(c, name, bytes, KEPT_SECONDS)
  return { body: bytes, size: archive.size }
}

async function joined(parts: AsyncGenerator<Uint8Array>, size: number): Promise<Uint8Array<ArrayBuffer>> {
  const bytes = new Uint8Array(size)
  let at = 0
  for await (const part of parts) {
    bytes.set(part, at)
    at += part.length
  }
  return bytes
}
