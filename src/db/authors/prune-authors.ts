import { type SQL, sql } from 'drizzle-orm'
import { batch, onlyRow } from '../changes.ts'
import type { Db } from '../connect.ts'

type Expiring = 'used_tokens' | 'author_challenges'

/** One that has proven a submitted source stays as long as that is one: it says that its author knows of it. */
const IS_NEEDED: Record<Expiring, SQL> = {
  used_tokens: sql`false`,
  author_challenges: sql`x.proven_at is not null and exists (select from skill_sources s where s.proof_key = x.proof_key and s.submitted_at is not null)`,
}

const expired = (table: Expiring, now: Date): SQL =>
  sql`select x.ctid from ${sql.raw(table)} x where x.expires_at < ${now.toISOString()}::timestamptz and not (${IS_NEEDED[table]})`

/** Deletes at most `limit` tokens or challenges that have expired. */
export async function deleteExpired(db: Db, p: { table: Expiring; now: Date; limit: number }): Promise<number> {
  const { deleted } = await batch(db, {
    deleted: sql<{ n: number }>`
      with gone as (delete from ${sql.raw(p.table)} where ctid in (${expired(p.table, p.now)} limit ${p.limit}) returning 1)
      select count(*)::int as n from gone`,
  })
  return onlyRow(deleted).n
}

/** Counts what the deletions would delete. */
export async function countExpired(db: Db, now: Date): Promise<Record<Expiring, number>> {
  const { rows } = await db.execute<Record<Expiring, number>>(sql`
    select (select count(*)::int from (${expired('used_tokens', now)}) t) as used_tokens,
      (select count(*)::int from (${expired('author_challenges', now)}) c) as author_challenges`)
  return onlyRow(rows)
}
