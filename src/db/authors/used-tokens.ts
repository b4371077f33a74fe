import { sql } from 'drizzle-orm'
import { sha256Hex } from '../../domain/text/hash.ts'
import { batch, onlyRow } from '../changes.ts'
import type { Db } from '../connect.ts'
import { lockAuthors } from '../locks.ts'

/** The most tokens of one repository that are taken in an hour. */
export const USES_PER_HOUR = 30

/** `proofKey`: of what it proves. */
type Token = { issuer: string; jti: string; proofKey: string; expiresAt: Date }

/** True if a token was taken before. */
export async function isUsed(db: Db, p: Pick<Token, 'issuer' | 'jti'>): Promise<boolean> {
  const { rows } = await db.execute(sql`select from used_tokens where issuer = ${p.issuer} and jti = ${p.jti}`)
  return rows.length > 0
}

/** How often an account may prove its repositories in an hour. Each proof asks GitHub twice. */
const PROOFS_PER_HOUR = 120

/** The column is short. */
const nameOf = async (owner: string) => `p${owner.length < 20 ? owner : (await sha256Hex(owner)).slice(0, 19)}`

/** Counts a proof. False: the account has had as many in this hour as it may. */
export async function countProof(db: Db, owner: string): Promise<boolean> {
  const { rows } = await db.execute<{ used: string }>(sql`
    insert into live_spending as s (kind, starts_at, used) values (${await nameOf(owner)}, date_bin('1 hour', now(), 'epoch'), 1)
    on conflict (kind, starts_at) do update set used = s.used + 1 returning used`)
  return Number(rows[0]?.used) <= PROOFS_PER_HOUR
}

/**
 * Takes a token, which is good once. `used`: it was taken before. `too_many`: the repository or catalogue has used as many within the last hour as it
 * may. Of two that take the same one at the same time, one gets it.
 */
export async function useToken(db: Db, p: Token): Promise<'taken' | 'used' | 'too_many'> {
  const { taken } = await batch(db, {
    lock: lockAuthors,
    taken: sql<{ outcome: 'taken' | 'used' | 'too_many' }>`
      with spent as (
        select count(*) >= ${USES_PER_HOUR}::int as is_all from used_tokens
        where proof_key = ${p.proofKey} and used_at > now() - interval '1 hour'
      ), taken as (
        insert into used_tokens (issuer, jti, proof_key, used_at, expires_at)
        select ${p.issuer}, ${p.jti}, ${p.proofKey}, now(), greatest(${p.expiresAt.toISOString()}::timestamptz, now() + interval '1 hour')
        from spent where not is_all on conflict do nothing returning 1
      )
      select case when exists (select from taken) then 'taken'
        when exists (select from used_tokens where issuer = ${p.issuer} and jti = ${p.jti}) then 'used' else 'too_many' end as outcome`,
  })
  return onlyRow(taken).outcome
}
