import { type SQL, sql } from 'drizzle-orm'

const POPULARITY = sql`pg_advisory_xact_lock(hashtextextended('refresh-popularity', 0))`

const CATALOGUE = sql`pg_advisory_xact_lock(hashtext('catalogue'))`

/**
 * First statement of a batch that writes skills: writers take turns, so that each sees which slugs are taken and which contents are
 * copies of another, and what they enqueue is in the order of what they did. Freed with the transaction; readers never wait.
 */
export const lockCatalogue: SQL = sql`select ${CATALOGUE}`

/**
 * Instead of `lockCatalogue`, where a skill that was there may come or go: its popularity does so with it. Whoever waits for a tick
 * that counts holds up nobody else meanwhile, hence this order.
 */
export const lockCatalogueAndPopularity: SQL = sql`select ${POPULARITY}, ${CATALOGUE}`

/** First statement of a batch that writes popularity: one sent again while the first is under way has to see what that one leaves. */
export const lockPopularity: SQL = sql`select ${POPULARITY}`

/** First statement of a batch that gives changes their place in the feed, or takes tombstones out of it: one at a time. */
export const lockFeed: SQL = sql`select pg_advisory_xact_lock(hashtextextended('publish-outbox', 0))`
