import { type SQL, sql } from 'drizzle-orm'
import type { Db } from './connect.ts'

/**
 * One statement over the whole catalogue, with the memory to sort and hash it: by default PostgreSQL would write 100,000 skills
 * to files for each of its sorts. One round trip; the setting ends with the statement. `lock` is waited for first.
 */
export async function executeWithMemory<Row extends Record<string, unknown>>(db: Db, statement: SQL, lock?: SQL) {
  const memory = db.execute(sql`set local work_mem = '64MB'`)
  const asked = db.execute<Row>(statement)
  return lock ? (await db.batch([db.execute(lock), memory, asked]))[2] : (await db.batch([memory, asked]))[1]
}
