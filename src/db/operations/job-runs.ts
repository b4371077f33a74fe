import { type SQL, sql } from 'drizzle-orm'
import { type Editor, recordAct } from '../accounts/record-audit.ts'
import type { Db } from '../connect.ts'
import { type JsonText, readJson, rfc3339 } from '../json.ts'
import { readList } from '../lists.ts'

// True if run `r` holds its lease. A run that is still `running` without it has died.
const HOLDS_LEASE = sql.raw(`exists (
  select from job_leases l where l.key = 'script:' || r.job || ':' || r.scope and l.token = r.token and l.expires_at > now())`)

/** A run `r` in a list, as pairs for json_build_object. */
const RUN = sql`
  'run_id', r.run_id, 'job', r.job, 'scope', r.scope, 'trigger', r.trigger, 'actor', r.actor, 'status', r.status,
  'stale', r.status = 'running' and not ${HOLDS_LEASE}, 'started_at', ${rfc3339('r.started_at')}, 'ended_at', ${rfc3339('r.ended_at')},
  'duration_ms', r.duration_ms, 'counts', r.counts, 'error_count', jsonb_array_length(r.errors)`

// The holder of a lease is the id of its run with a random suffix.
const RUN_OF_LEASE = sql.raw(`r.run_id = regexp_replace(l.holder, '-[^-]*$', '') and r.status = 'running'`)

/** A job as the registry describes it. */
export type ListedJob = { name: string; cron: string | null; part_of: string | null; lease_seconds: number }

const lastRun = (condition: SQL): SQL => sql`
  select * from job_runs where job = j.job->>'name' and scope = 'all' and ${condition} order by started_at desc limit 1`

/** The jobs, each with its last run and its lease. Runs for single sources are left out. */
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

/** The current holder of the lease of a job, or of its part for one source. Returns null if nobody holds it. */
export async function findLeaseHolder(db: Db, job: string, scope = 'all'): Promise<LeaseHolder | null> {
  const { rows } = await db.execute<LeaseHolder>(sql`
    select r.run_id, r.trigger, r.actor, ${rfc3339('l.acquired_at')} as since, ${rfc3339('l.expires_at')} as expires_at
    from job_leases l left join job_runs r on ${RUN_OF_LEASE} where l.key = ${`script:${job}:${scope}`} and l.expires_at > now()`)
  return rows[0] ?? null
}

/** Records that an admin runs a job by hand, or crawls one source. */
export const recordRunByHand = (
  db: Db,
  editor: Editor,
  { job, sourceId, runId }: { job: string; sourceId?: string | undefined; runId: string },
) =>
  db.execute(
    sourceId === undefined
      ? recordAct(editor, 'job.run', { type: 'job', id: job }, { run_id: runId })
      : recordAct(editor, 'source.crawl', { type: 'source', id: sourceId }, { run_id: runId }),
  )

type RunFilter = {
  job?: string | undefined
  status?: string | undefined
  trigger?: string | undefined
  since?: string | undefined
}

/** Runs of jobs and commands, the newest first, by keyset. */
export const listRuns = (
  db: Db,
  p: RunFilter & { size: number; after?: readonly [startedAt: string, runId: string] | undefined },
): Promise<JsonText> =>
  readList(
    db,
    {
      tag: 'job-runs',
      from: sql`job_runs r`,
      id: 'r.run_id',
      where: [
        p.job === undefined ? undefined : sql`r.job = ${p.job}`,
        p.status === undefined ? undefined : sql`r.status = ${p.status}`,
        p.trigger === undefined ? undefined : sql`r.trigger = ${p.trigger}`,
        p.since === undefined ? undefined : sql`r.started_at >= ${p.since}::timestamptz`,
      ],
      order: { 'r.started_at': 'timestamptz', 'r.run_id': 'text' },
      direction: 'desc',
      item: RUN,
    },
    p,
  )

/** One run with its errors. Returns null if it does not exist. */
export const findRun = (db: Db, runId: string): Promise<JsonText | null> =>
  readJson(
    db,
    sql`select json_build_object(${RUN}, 'errors', r.errors)::text as body from job_runs r where run_id = ${runId}`,
  )
