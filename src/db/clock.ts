import { sql } from 'drizzle-orm'
import type { Db } from './connect.ts'

/** The time on the database's clock, as text that PostgreSQL reads back exactly. */
export async function databaseTime(db: Db): Promise<string> {
  const { rows } = await db.execute<{ now: string }>(sql`select now()::text as now`)
  return rows[0]?.now ?? ''
}
