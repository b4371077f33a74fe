import { sql } from 'drizzle-orm'
import type { Db } from '../connect.ts'
import { rfc3339 } from '../json.ts'

export type Readiness = { last_batch_at: string | null; last_batch_age_s: number | null; pending_raw_skills: number }

/** When the batch last reached its end, and what waits for somebody. One statement; it fails if the database cannot answer. */
export async function readReadiness(db: Db): Promise<Readiness> {
  const { rows } = await db.execute<{ last_batch_at: string | null; age: string | null; pending: string }>(sql`
    select ${rfc3339('last.ended_at')} as last_batch_at, extract(epoch from now() - last.ended_at) as age,
      (select count(*) from raw_skills where status = 'new') as pending
    from (
      select max(ended_at) as ended_at from job_runs where job = 'build-snapshots' and status = 'succeeded'
    ) last`)
  const row = rows[0]
  return {
    last_batch_at: row?.last_batch_at ?? null,
    last_batch_age_s: row?.age == null ? null : Math.round(Number(row.age)),
    pending_raw_skills: Number(row?.pending ?? 0),
  }
}

/** Fails if the database does not answer. */
export const ping = (db: Db) => db.execute(sql`select 1`)
