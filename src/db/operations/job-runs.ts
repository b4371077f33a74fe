import { type SQL, sql } from 'drizzle-orm'
import { type Editor, recordAct } from '../accounts/record-audit.ts'
import type { Db } from '../connect.ts'
import { cursorText, type JsonText, readJson, rfc3339 } from '../json.ts'

// The lease of a run `r`, while it is held: a run that still says `running` without it has died.
const HOLDS_LEASE = sql.raw(`exists (
  select from job_leases l where l.key = 'script:' || r.job || ':' || r.scope and l.token = r.token and l.expires_at > now())`)

/** What the history says of a run `r` in a list. Pairs for json_build_object. */
const RUN = sql`
  'run_id', r.run_id, 'job', r.job, 'scope', r.scope, 'trigger', r.trigger, 'actor', r.actor, 'status', r.status,
  'stale', r.status = 'running' and not ${HOLDS_LEASE}, 'started_at', ${rfc3339('r.started_at')}, 'ended_at', ${rfc3339('r.ended_at')},
  'duration_ms', r.duration_ms, 'counts', r.counts, 'error_count', jsonb_array_length(r.errors)`

// A lease's holder is its run's id and a word of chance.
const RUN_OF_LEASE = sql.raw(`r.run_id = regexp_replace(l.holder, '-[^-]*$', '') and r.status = 'running'`)

/** What the registry says of a job. */
export type ListedJob = { name: string; cron: string | null; part_of: string | null; lease_seconds: number }

const lastRun = (condition: SQL): SQL => sql`
  select * from job_runs where job = j.job->>'name' and scope = 'all' and ${condition} order by started_at desc limit 1`

/** Each of the jobs with its last run and its lease. Of a job whose runs are of one source each, the run that holds them together. */
export async function listJobs(db: Db, jobs: readonly ListedJob[]): Promise<JsonText> {
  const body = await readJson(
    db,
    sql`
    select json_build_object('as_of', ${rfc3339('now()')}, 'items', json_agg(item order by nth))::text as body from (
      select nth, json_build_object('name', j.job->'name', 'cron', j.job->'cron', 'part_of', j.job->'part_of', 'lease_seconds', j.job->'lease_seconds',
        'last_run', (select json_build_object(${RUN}) from (${lastRun(sql`true`)}) r),
        'last_success_at', (select ${rfc3339('ended_at')} from (${lastRun(sql`status = 'succeeded'`)}) r),
        'lease', (
          select json_build_object('run_id', r.run_id, 'since', ${rfc3339('l.acquired_at')}, 'expires_at', ${rfc3339('l.expires_at')})
          from job_leases l left join job_runs r on ${RUN_OF_LEASE}
          where l.key = 'script:' || (j.job->>'name') || ':all' and l.expires_at > now())) as item
      from jsonb_array_elements(${JSON.stringify(jobs)}::jsonb) with ordinality as j(job, nth)
    ) items`,
  )
  return body ?? ''
}

export type LeaseHolder = {
  run_id: string | null
  trigger: string | null
  actor: string | null
  since: string
  expires_at: string
}

/** Who holds the lease of a job, or of one source's part of it, at the moment; null: nobody. */
export async function findLeaseHolder(db: Db, job: string, scope = 'all'): Promise<LeaseHolder | null> {
  const { rows } = await db.execute<LeaseHolder>(sql`
    select r.run_id, r.trigger, r.actor, ${rfc3339('l.acquired_at')} as since, ${rfc3339('l.expires_at')} as expires_at
    from job_leases l left join job_runs r on ${RUN_OF_LEASE} where l.key = ${`script:${job}:${scope}`} and l.expires_at > now()`)
  return rows[0] ?? null
}

/** Writes down that somebody runs a job by hand, or crawls a source. */
export const recordRunByHand = (
  db: Db,
  actor: Editor,
  { job, sourceId, runId }: { job: string; sourceId?: string | undefined; runId: string },
) =>
  db.execute(
    sourceId === undefined
      ? recordAct(actor, 'job.run', { type: 'job', id: job }, { run_id: runId })
      : recordAct(actor, 'source.crawl', { type: 'source', id: sourceId }, { run_id: runId }),
  )

type RunFilter = {
  job?: string | undefined
  status?: string | undefined
  trigger?: string | undefined
  since?: string | undefined
}

/** Runs of jobs and of the operator's commands, the newest first, by keyset. */
export async function listRuns(
  db: Db,
  p: RunFilter & { size: number; after?: readonly [string, string] | undefined },
): Promise<JsonText> {
  const conditions = [sql`true`]
  if (p.job !== undefined) conditions.push(sql`job = ${p.job}`)
  if (p.status !== undefined) conditions.push(sql`status = ${p.status}`)
  if (p.trigger !== undefined) conditions.push(sql`trigger = ${p.trigger}`)
  if (p.since !== undefined) conditions.push(sql`started_at >= ${p.since}::timestamptz`)
  if (p.after) conditions.push(sql`(started_at, run_id) < (${p.after[0]}::timestamptz, ${p.after[1]})`)
  const body = await readJson(
    db,
    sql`
    with page as (
      select *, row_number() over (order by started_at desc, run_id desc) as nth from job_runs
      where ${sql.join(conditions, sql` and `)} order by started_at desc, run_id desc limit ${p.size + 1}
    )
    select json_build_object(
      'items', coalesce(json_agg(json_build_object(${RUN}) order by nth) filter (where nth <= ${p.size}), '[]'),
      'next_cursor', case when count(*) > ${p.size} then max(${cursorText('job-runs', ['r.started_at', 'r.run_id'])}) filter (where nth = ${p.size}) end
    )::text as body from page r`,
  )
  return body ?? ''
}

/** One run with its errors, or null. */
export const findRun = (db: Db, runId: string): Promise<JsonText | null> =>
  readJson(
    db,
    sql`select json_build_object(${RUN}, 'errors', r.errors)::text as body from job_runs r where run_id = ${runId}`,
  )
