import { type SQL, sql } from 'drizzle-orm'
import type { Db } from '../connect.ts'
import { hashesOf, WAS_RENEWED } from './hashes.ts'

/** Which of these files are stored, as hex. They are kept for most of a day from now on, even if nobody names them. */
export const touchFiles = (db: Db, hashes: readonly string[]): Promise<Set<string>> =>
  touch(db, { table: sql`files`, key: sql`sha256`, condition: sql`is_complete`, hashes })

/**
 * The same for folders, by their digests. The files of a stored folder are stored too, so whoever is about to name it need
 * not upload any.
 */
export const touchFolders = (db: Db, digests: readonly string[]): Promise<Set<string>> =>
  touch(db, { table: sql`folders`, key: sql`digest`, condition: sql`true`, hashes: digests })

async function touch(db: Db, p: { table: SQL; key: SQL; condition: SQL; hashes: readonly string[] }) {
  if (p.hashes.length === 0) return new Set<string>()
  const { rows } = await db.execute<{ hash: string }>(sql`
    with wanted as (${hashesOf(p.hashes)}),
    found as (
      select ${p.key} as hash, ${WAS_RENEWED} as was_renewed from ${p.table} where ${p.key} in (select sha256 from wanted) and ${p.condition}
    ), due as (
      -- In one order, so that two writers cannot wait for each other.
      select ${p.key} as hash from ${p.table} where ${p.key} in (select hash from found where not was_renewed) order by ${p.key} for no key update
    ), renewed as (
      -- A row that the collection has just deleted is not among these.
      update ${p.table} set needed_at = now() where ${p.key} in (select hash from due) returning ${p.key} as hash
    )
    select encode(hash, 'hex') as hash from found where was_renewed union all select encode(hash, 'hex') from renewed`)
  return new Set(rows.map(({ hash }) => hash))
}
