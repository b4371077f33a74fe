import { sql } from 'drizzle-orm'
import { batch, onlyRow } from '../changes.ts'
import type { Db } from '../connect.ts'
import { rfc3339 } from '../json.ts'
import { lockAuthors } from '../locks.ts'

/** `proofKey`: of what is to be proven. */
export type Challenge = { id: string; proofKey: string; challenge: string }

/** For how long a challenge can be answered. */
const LIFETIME = sql.raw(`interval '1 day'`)
/** The least time between two looks at the file. */
const PAUSE = sql.raw(`interval '5 seconds'`)

/** Stores a challenge. Returns when it expires. */
export async function createChallenge(db: Db, p: Challenge): Promise<string> {
  const { created } = await batch(db, {
    created: sql<{ expiresAt: string }>`
      insert into author_challenges (id, proof_key, challenge, created_at, expires_at)
      values (${p.id}::uuid, ${p.proofKey}, ${p.challenge}, now(), now() + ${LIFETIME})
      returning ${rfc3339('expires_at')} as "expiresAt"`,
  })
  return onlyRow(created).expiresAt
}

/**
 * Takes the turn to look whether a challenge was answered. `expired`: it can no longer be. `early`: somebody has looked just now.
 * Null if there is no such challenge.
 */
export async function takeCheck(db: Db, id: string): Promise<Challenge | 'expired' | 'early' | null> {
  const { rows } = await batch(db, {
    lock: lockAuthors,
    rows: sql<Challenge & { isExpired: boolean; isTaken: boolean }>`
      with taken as (
        update author_challenges set checked_at = now()
        where id = ${id}::uuid and expires_at > now() and coalesce(checked_at, '-infinity') < now() - ${PAUSE} returning id
      )
      select c.id, c.proof_key as "proofKey", c.challenge, c.expires_at <= now() as "isExpired",
        exists (select from taken) as "isTaken"
      from author_challenges c where c.id = ${id}::uuid`,
  })
  const [row] = rows
  if (!row) return null
  if (row.isExpired) return 'expired'
  return row.isTaken ? row : 'early'
}

/** Notes that a challenge was answered. Expired ones that have proven the same are not needed any more. */
export const noteProven = (db: Db, { id, proofKey }: Challenge) =>
  batch(db, {
    proven: sql`update author_challenges set proven_at = coalesce(proven_at, now()) where id = ${id}::uuid`,
    replaced: sql`delete from author_challenges where proof_key = ${proofKey} and id <> ${id}::uuid and expires_at < now()`,
  })
