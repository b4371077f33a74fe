import { sql } from 'drizzle-orm'
import { fromBase64 } from '../../domain/text/base64.ts'
import type { Db } from '../connect.ts'

/** What is known of a blob: the stored file with its bytes, and the bytes themselves if they name a place and no file. */
export type KnownBlob = { file: { sha256: string; size: number } | null; bytes: Uint8Array | null }
/** A blob that was read. `bytes` is base64. */
export type ReadBlob = { id: string; sha256: string | null; bytes: string | null }

/** What is known of blobs, by git's ids. */
export async function findGitBlobs(db: Db, ids: readonly string[]): Promise<Map<string, KnownBlob>> {
  if (ids.length === 0) return new Map()
  const { rows } = await db.execute<{
    id: string
    sha256: string | null
    size: number | null
    bytes: string | null
  }>(sql`
    select encode(b.id, 'hex') as id, encode(f.sha256, 'hex') as sha256, f.size, encode(b.bytes, 'base64') as bytes
    from git_blobs b left join files f on f.sha256 = b.sha256 and f.is_complete
    where b.id in (select distinct decode(wanted, 'hex') from jsonb_array_elements_text(${JSON.stringify(ids)}::jsonb) wanted)`)
  return new Map(
    rows.map(({ id, sha256, size, bytes }) => [
      id,
      { file: sha256 === null ? null : { sha256, size: size ?? 0 }, bytes: bytes === null ? null : fromBase64(bytes) },
    ]),
  )
}

/** Remembers blobs that were read. Their files are stored already. */
export async function storeGitBlobs(db: Db, blobs: readonly ReadBlob[]): Promise<void> {
  if (blobs.length === 0) return
  await db.execute(sql`
    insert into git_blobs as b (id, sha256, bytes)
    select decode(id, 'hex'), decode(max(sha256), 'hex'), decode(max(bytes), 'base64')
    from jsonb_to_recordset(${JSON.stringify(blobs)}::jsonb) as x(id text, sha256 text, bytes text)
    -- In one order, so that two crawls cannot wait for each other.
    group by id order by 1
    on conflict (id) do update set sha256 = coalesce(excluded.sha256, b.sha256), bytes = coalesce(excluded.bytes, b.bytes)
    where (b.sha256 is null and excluded.sha256 is not null) or (b.bytes is null and excluded.bytes is not null)`)
}
