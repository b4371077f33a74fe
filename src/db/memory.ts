import { type SQL, sql } from 'drizzle-orm'

/**
 * A statement of a batch, before one that reads the whole catalogue. By default PostgreSQL would write 100,000 skills
 * to disk for each sort or hash. Lasts until the end of the transaction.
 */
export const moreMemory: SQL = sql`set local work_mem = '64MB'`
