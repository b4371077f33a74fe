import { and, eq, ne } from 'drizzle-orm'
import { sites } from '../../../drizzle/schema.ts'
import type { Db } from '../connect.ts'

/** The fields of a site that are checked before it gets a token. */
export type Site = Pick<typeof sites.$inferSelect, 'id' | 'status' | 'allowedOrigins' | 'secretHash'>

/** Finds a site by its key. Returns null if it does not exist or is archived. */
export async function findSiteByKey(db: Db, key: string): Promise<Site | null> {
  const { id, status, allowedOrigins, secretHash } = sites
  const [site] = await db
    .select({ id, status, allowedOrigins, secretHash })
    .from(sites)
    .where(and(eq(sites.key, key), ne(status, 'archived')))
  return site ?? null
}

/** The key of a site of any status. Returns null if it does not exist. */
export async function findSiteKey(db: Db, id: string): Promise<string | null> {
  const [site] = await db.select({ key: sites.key }).from(sites).where(eq(sites.id, id))
  return site?.key ?? null
}
