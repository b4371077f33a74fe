import { neon } from '@neondatabase/serverless'
import { type SQL, sql } from 'drizzle-orm'
import { drizzle } from 'drizzle-orm/neon-http'
import type { Db } from '../../../src/db/connect.ts'

/** How the database answers a question: its plan, line by line. */
export async function planOf(db: Db, ask: (on: Db) => Promise<unknown>): Promise<string> {
  const asked: SQL[] = []
  const query = async (text: string, params: unknown[]) => {
    const [first = '', ...others] = text.split(/\$\d+/).map((part) => sql.raw(part))
    asked.push(sql.join([first, ...others.map((part, i) => sql`${params[i]}${part}`)]))
    return { rows: [{ body: '' }] }
  }
  const client = Object.assign(neon('postgres://nobody:nothing@nowhere.test/none'), { query })
  await ask(drizzle({ client }))
  const { rows } = await db.execute<{ 'QUERY PLAN': string }>(sql`explain (analyze, buffers off) ${asked[0]}`)
  return rows.map((row) => row['QUERY PLAN']).join('\n')
}
