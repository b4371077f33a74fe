import { type SQL, sql } from 'drizzle-orm'

/**
 * A statement of a batch, before one that reads the whole catalogue. By default PostgreSQL would write 100,000 skills
 * to disk for each sort or hash. Lasts until the end of the transaction.
 */
export const moreMemory: SQL = sql`set local work_mem = '64MB'`

/**
 * A statement of a batch, before one that joins many rows which were written just now: the planner has no statistics of them,
 * and would compare each row with each other. Lasts until the end of the transaction.
 */
export const joinByHash: SQL = sql`select set_config('enable_nestloop', 'off', true), set_config('enable_mergejoin', 'off', true)`

/**
 * A statement of a batch, before one whose rows an index finds: where the planner expects the most that there may be, it would
 * rather read the whole catalogue. Lasts until the end of the transaction.
 */
export const readByIndex: SQL = sql`set local enable_seqscan = off`
