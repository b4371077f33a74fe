import { sql } from 'drizzle-orm'
import type { Db } from '../connect.ts'

/** A site as far as whoever asks for a token in its name has to be checked. */
export type Site = { id: string; status: 'active' | 'paused'; allowedOrigins: string[]; secretHash: string }

/** The site of that key, or null; an archived one is gone. */
export async function findSiteByKey(db: Db, key: string): Promise<Site | null> {
  const { rows } = await db.execute<Site>(sql`
    select id, status, allowed_origins as "allowedOrigins", secret_hash as "secretHash"
    from sites where key = ${key} and status <> 'archived'`)
  return rows[0] ?? null
}

/** The key of a site of any status, or null. */
export async function findSiteKey(db: Db, id: string): Promise<string | null> {
  const { rows } = await db.execute<{ key: string }>(sql`select key from sites where id = ${id}::uuid`)
  return rows[0]?.key ?? null
}
