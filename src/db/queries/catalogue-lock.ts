import { sql } from 'drizzle-orm'

/**
 * First statement of a batch that writes skills: writers take turns, so that each sees which slugs are taken and which
 * contents are copies of another. Freed with the transaction; readers never wait.
 */
export const lockCatalogue = sql`select pg_advisory_xact_lock(hashtext('catalogue'))`
