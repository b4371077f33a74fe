import { sql } from 'drizzle-orm'
import type { FileFacts } from '../../domain/files/file-facts.ts'
import type { Db } from '../connect.ts'
import { hashesOf } from './hashes.ts'

/** A file that is stored, and where. `objectKey` is null if its bytes are in the database. */
export type StoredFile = FileFacts & { objectKey: string | null }

type Row = { sha256: string; size: number; crc32: string; object_key: string | null }

/** A stored file with up to `bytes` of its first chunk as base64. Null if there is none, or not all of it. */
export async function findFile(
  db: Db,
  sha256: string,
  { bytes }: { bytes: number },
): Promise<(StoredFile & { beginning: string | null }) | null> {
  const { rows } = await db.execute<Row & { beginning: string | null }>(sql`
    select encode(f.sha256, 'hex') as sha256, size, crc32, object_key, encode(substring(c.bytes for ${bytes}), 'base64') as beginning
    from files f left join file_chunks c on c.sha256 = f.sha256 and c.nth = 0 where f.sha256 = decode(${sha256}, 'hex') and is_complete`)
  return rows[0] ? { ...storedFile(rows[0]), beginning: rows[0].beginning } : null
}

/** Which of these files are stored, and where. */
export async function findFiles(db: Db, hashes: readonly string[]): Promise<StoredFile[]> {
  if (hashes.length === 0) return []
  const { rows } = await db.execute<Row>(sql`
    select encode(sha256, 'hex') as sha256, size, crc32, object_key from files where sha256 in (${hashesOf(hashes)}) and is_complete`)
  return rows.map(storedFile)
}

export const storedFile = ({ sha256, size, crc32, object_key }: Row): StoredFile => ({
  sha256,
  size,
  crc32: Number(crc32),
  objectKey: object_key,
})

/** All chunks of files, as base64 and in order, by the hashes of the files. */
export async function readChunks(db: Db, hashes: readonly string[]): Promise<Map<string, string[]>> {
  if (hashes.length === 0) return new Map()
  const { rows } = await db.execute<{ sha256: string; bytes: string }>(sql`
    select encode(sha256, 'hex') as sha256, encode(bytes, 'base64') as bytes
    from file_chunks where sha256 in (${hashesOf(hashes)}) order by sha256, nth`)
  const chunks = new Map<string, string[]>()
  for (const { sha256, bytes } of rows) chunks.set(sha256, [...(chunks.get(sha256) ?? []), bytes])
  return chunks
}

/** `length` bytes of a chunk from `from` on, or as many as it has, as base64. Null if there is no such chunk. */
export async function readChunk(
  db: Db,
  p: { sha256: string; nth: number; from: number; length: number },
): Promise<string | null> {
  const { rows } = await db.execute<{ bytes: string }>(sql`
    select encode(substring(bytes from ${p.from + 1} for ${p.length}), 'base64') as bytes
    from file_chunks where sha256 = decode(${p.sha256}, 'hex') and nth = ${p.nth}`)
  return rows[0]?.bytes ?? null
}
