import { sql } from 'drizzle-orm'
import type { Db } from '../connect.ts'
import { rfc3339 } from '../json.ts'

export type Readiness = { last_batch_at: string | null; last_batch_age_s: number | null; pending_raw_skills: number }

/** Beyond this, what waits is simply many: a probe must stay cheap. */
const MAX_PENDING = 10_000

/** When the batch last reached its end, and what waits for somebody. One statement; it fails if the database cannot answer. */
export async function readReadiness(db: Db): Promise<Readiness> {
  const { rows } = await db.execute<{ last_batch_at: string | null; age: string | null; pending: string }>(sql`
    select ${rfc3339('last.ended_at')} as last_batch_at, extract(epoch from now() - last.ended_at) as age,
      (select count(*) from (select from raw_skills where status = 'new' limit ${MAX_PENDING}) some_pending) as pending
    from (
      select max(ended_at) as ended_at from job_runs where job = 'batch' and status in ('succeeded', 'partial')
    ) last`)
  const row = rows[0]
  return {
    last_batch_at: row?.last_batch_at ?? null,
    last_batch_age_s: row?.age == null ? null : Math.round(Number(row.age)),
    pending_raw_skills: Number(row?.pending ?? 0),
  }
}

/** Whether the database has our tables. Fails if it does not answer. */
export async function isMigrated(db: Db): Promise<boolean> {
  const { rows } = await db.execute<{ found: boolean }>(sql`select to_regclass('public.job_runs') is not null as found`)
  return rows[0]?.found === true
}
