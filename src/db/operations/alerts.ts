import { sql } from 'drizzle-orm'
import type { Db } from '../connect.ts'

const keyOf = (job: string) => `alert:${job}`

/** Claims the right to tell of a job, which there is once an hour. False: somebody has been told in the last one. */
export async function claimAlert(db: Db, job: string, runId: string): Promise<boolean> {
  const { rows } = await db.execute(sql`
    insert into job_leases as l (key, holder, token, acquired_at, expires_at)
    values (${keyOf(job)}, ${runId}, 1, now(), now() + interval '1 hour')
    on conflict (key) do update set holder = excluded.holder, token = l.token + 1, acquired_at = now(), expires_at = excluded.expires_at
    where l.expires_at <= now() returning key`)
  return rows.length === 1
}

/** Gives the claim back: nobody was told. */
export async function releaseAlert(db: Db, job: string, runId: string): Promise<void> {
  await db.execute(sql`update job_leases set expires_at = now() where key = ${keyOf(job)} and holder = ${runId}`)
}
