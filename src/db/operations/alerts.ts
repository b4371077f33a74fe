import { and, eq, lte, sql } from 'drizzle-orm'
import { jobLeases } from '../../../drizzle/schema.ts'
import type { Db } from '../connect.ts'

const keyOf = (job: string) => `alert:${job}`

/** Claims the right to send an alert about a job. Returns false if one was sent in the last hour. */
export async function claimAlert(db: Db, job: string, runId: string): Promise<boolean> {
  const claim = { holder: runId, acquiredAt: sql`now()`, expiresAt: sql`now() + interval '1 hour'` }
  const claimed = await db
    .insert(jobLeases)
    .values({ key: keyOf(job), token: 1, ...claim })
    .onConflictDoUpdate({
      target: jobLeases.key,
      set: { token: sql`${jobLeases.token} + 1`, ...claim },
      setWhere: lte(jobLeases.expiresAt, sql`now()`),
    })
    .returning({ key: jobLeases.key })
  return claimed.length === 1
}

/** Gives a claim back, as the alert was not sent. */
export async function releaseAlert(db: Db, job: string, runId: string): Promise<void> {
  await db
    .update(jobLeases)
    .set({ expiresAt: sql`now()` })
    .where(and(eq(jobLeases.key, keyOf(job)), eq(jobLeases.holder, runId)))
}
