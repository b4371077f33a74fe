import { type SQL, sql } from 'drizzle-orm'
import { onlyRow } from '../changes.ts'
import type { Db } from '../connect.ts'
import { deleteRows } from '../delete-rows.ts'

type Expiring = 'used_tokens' | 'author_challenges'

/** One that has proven a submitted source stays as long as that is one: it says that its author knows of it. */
const IS_NEEDED: Record<Expiring, SQL> = {
  used_tokens: sql`false`,
  author_challenges: sql`x.proven_at is not null and exists (select from skill_sources s where s.proof_key = x.proof_key and s.submitted_at is not null)`,
}

const isExpired = (table: Expiring, now: Date): SQL =>
  sql`x.expires_at < ${now.toISOString()}::timestamptz and not (${IS_NEEDED[table]})`

/** Deletes at most `limit` tokens or challenges that have expired. */
export const deleteExpired = (db: Db, { table, now, limit }: { table: Expiring; now: Date; limit: number }) =>
  deleteRows(db, { table: sql.raw(`${table} x`), key: sql`x.ctid`, condition: isExpired(table, now), limit })

/** Counts what the deletions would delete. */
export async function countExpired(db: Db, now: Date): Promise<Record<Expiring, number>> {
  const { rows } = await db.execute<Record<Expiring, number>>(sql`
    select (select count(*)::int from used_tokens x where ${isExpired('used_tokens', now)}) as used_tokens,
      (select count(*)::int from author_challenges x where ${isExpired('author_challenges', now)}) as author_challenges`)
  return onlyRow(rows)
}
