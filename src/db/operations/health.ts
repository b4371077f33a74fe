import { sql } from 'drizzle-orm'
import type { Db } from '../connect.ts'
import { LAG_SECONDS } from '../feed/feed.ts'
import { rfc3339 } from '../json.ts'

export type Readiness = {
  as_of: string
  last_batch_at: string | null
  last_batch_age_s: number | null
  pending_raw_skills: number
  pending_raw_events: number
  oldest_raw_event_age_s: number | null
  feed_lag_s: number
}

/** Counts stop here, as a probe must stay cheap. */
const MAX_PENDING = 10_000

/** When the batch last ended, and how much work waits for it or a reviewer. Throws if the database does not answer. */
export async function readReadiness(db: Db): Promise<Readiness> {
  const { rows } = await db.execute<{ body: Readiness }>(sql`
    select json_build_object('as_of', ${rfc3339('now()')},
      'last_batch_at', ${rfc3339('last.ended_at')}, 'last_batch_age_s', round(extract(epoch from now() - last.ended_at)),
      'pending_raw_skills', (select count(*) from (select from raw_skills where status = 'new' limit ${MAX_PENDING}) some_pending),
      'pending_raw_events', events.pending, 'oldest_raw_event_age_s', round(extract(epoch from now() - events.oldest)),
      'feed_lag_s', ${LAG_SECONDS}) as body
    from (
      select (
        select ended_at from job_runs where job = 'batch' and status in ('succeeded', 'partial') order by started_at desc limit 1) as ended_at
    ) last, (
      select count(*) as pending, min(received_at) as oldest from (
        select received_at from raw_events where not normalized and dropped_reason is null order by id limit ${MAX_PENDING}) some_pending
    ) events`)
  const row = rows[0]
  if (!row) throw new Error('The database returned no readiness.')
  return row.body
}

/** True if the database has our tables. Throws if it does not answer. */
export async function isMigrated(db: Db): Promise<boolean> {
  const { rows } = await db.execute<{ found: boolean }>(sql`select to_regclass('public.job_runs') is not null as found`)
  return rows[0]?.found === true
}
