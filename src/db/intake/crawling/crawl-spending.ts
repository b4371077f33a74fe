import { type SQL, sql } from 'drizzle-orm'
import type { Db } from '../../connect.ts'

const KIND = 'crawls'
const HOUR: SQL = sql.raw(`date_bin('1 hour', now(), 'epoch')`)

/** The requests to GitHub and others that crawls have sent in this hour. */
export async function readCrawlSpending(db: Db): Promise<number> {
  const { rows } = await db.execute<{ used: number }>(
    sql`select used::float8 as used from live_spending where kind = ${KIND} and starts_at = ${HOUR}`,
  )
  return rows[0]?.used ?? 0
}

/** Adds what crawls have sent to this hour. */
export async function chargeCrawls(db: Db, requests: number): Promise<void> {
  if (requests === 0) return
  await db.execute(sql`
    insert into live_spending as s (kind, starts_at, used) values (${KIND}, ${HOUR}, ${requests})
    on conflict (kind, starts_at) do update set used = s.used + excluded.used`)
}
