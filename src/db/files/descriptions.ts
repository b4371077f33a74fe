import { sql } from 'drizzle-orm'
import type { Db } from '../connect.ts'
import { hashesOf } from './hashes.ts'

/** What follows from the bytes of a folder. Hashes are hexadecimal digits. */
export type FolderDescription = {
  digest: string
  zipSha256: string
  zipSize: number
  tarGzSha256: string
  tarGzSize: number
}

/** Stores descriptions. They follow from the bytes, so whoever stores one stores the same. */
export async function storeDescriptions(db: Db, descriptions: readonly FolderDescription[]): Promise<void> {
  if (descriptions.length === 0) return
  await db.execute(sql`
    update folders f set zip_sha256 = decode(x."zipSha256", 'hex'), zip_size = x."zipSize",
      tar_gz_sha256 = decode(x."tarGzSha256", 'hex'), tar_gz_size = x."tarGzSize"
    from jsonb_to_recordset(${JSON.stringify(descriptions)}::jsonb)
      as x(digest text, "zipSha256" text, "zipSize" bigint, "tarGzSha256" text, "tarGzSize" bigint)
    where f.digest = decode(x.digest, 'hex')`)
}

/** Which of these folders have no description yet. */
export async function findUndescribed(db: Db, digests: readonly string[]): Promise<Set<string>> {
  const { rows } = await db.execute<{ digest: string }>(sql`
    select encode(digest, 'hex') as digest from folders where digest in (${hashesOf(digests)}) and zip_sha256 is null`)
  return new Set(rows.map(({ digest }) => digest))
}
