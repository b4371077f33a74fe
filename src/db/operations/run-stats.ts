import { sql } from 'drizzle-orm'
import type { Db } from '../connect.ts'
import { type JsonText, readJson, rfc3339 } from '../json.ts'

/** Leaves out crawls of single sources: each is a part of a job's run, which is counted. */
const WHOLE_RUNS = sql.raw(`not (job = 'crawl-sources' and scope <> 'all')`)

const TODAY = sql.raw(`(now() at time zone 'UTC')::date`)

/** Outcomes and durations of the runs of the last `days` UTC days, by day and job, newest day first. */
export async function readRunStats(db: Db, days: number): Promise<JsonText> {
  const from = sql`${TODAY} - ${days - 1}::int`
  const body = await readJson(
    db,
    sql`
    with rows as (
      select (started_at at time zone 'UTC')::date as day, job, count(*) as runs, count(*) filter (where status = 'succeeded') as succeeded,
        count(*) filter (where status = 'partial') as partial, count(*) filter (where status = 'failed') as failed,
        count(*) filter (where status = 'running') as running,
        percentile_disc(array[0.5, 0.95, 1]) within group (order by duration_ms) filter (where status <> 'running') as durations
      from job_runs
      where ${WHOLE_RUNS} and started_at >= (${from})::timestamp at time zone 'UTC' and started_at < (${TODAY} + 1)::timestamp at time zone 'UTC'
      group by 1, 2
    )
    select json_build_object('as_of', ${rfc3339('now()')}, 'from', ${from}, 'to', ${TODAY}, 'items', coalesce(json_agg(json_build_object(
      'day', day, 'job', job, 'runs', runs, 'succeeded', succeeded, 'partial', partial, 'failed', failed, 'running', running,
      'success_rate', round(succeeded::numeric / nullif(succeeded + partial + failed, 0), 4),
      'duration_ms', case when durations[1] is not null then json_build_object('median', durations[1], 'p95', durations[2], 'max', durations[3]) end)
      order by day desc, job collate "C"), '[]'))::text as body
    from rows`,
  )
  return body ?? ''
}

/** Outcomes and durations (ms) of a job's runs, and the first error of the last run that had one. */
export type JobSummary = {
  job: string
  runs: number
  succeeded: number
  partial: number
  failed: number
  running: number
  success_rate: number | null
  median_ms: number | null
  p95_ms: number | null
  last_started_at: string
  last_error: { run_id: string; started_at: string; target: string; reason: string } | null
}

/** Summarizes the runs since a time by job, whether by cron, admin or command; only of `job` if it is given. */
export async function summariseRuns(db: Db, p: { since: Date; job: string | null }): Promise<JobSummary[]> {
  const { rows } = await db.execute<{ body: JobSummary }>(sql`
    with rows as (
      select * from job_runs where ${WHOLE_RUNS} and started_at >= ${p.since.toISOString()}::timestamptz and (${p.job}::text is null or job = ${p.job})
    ), errors as (
      select distinct on (job) job, json_build_object('run_id', run_id, 'started_at', ${rfc3339('started_at')},
        'target', errors -> 0 ->> 'target', 'reason', errors -> 0 ->> 'reason') as error
      from rows where jsonb_array_length(errors) > 0 order by job, started_at desc
    ), ended as (
      select job, count(*) as runs, count(*) filter (where status = 'succeeded') as succeeded, count(*) filter (where status = 'partial') as partial,
        count(*) filter (where status = 'failed') as failed, count(*) filter (where status = 'running') as running, max(started_at) as last,
        percentile_disc(array[0.5, 0.95]) within group (order by duration_ms) filter (where status <> 'running') as durations
      from rows group by job
    )
    select json_build_object('job', job, 'runs', runs, 'succeeded', succeeded, 'partial', partial, 'failed', failed, 'running', running,
      'success_rate', round(succeeded::numeric / nullif(succeeded + partial + failed, 0), 4), 'median_ms', durations[1], 'p95_ms', durations[2],
      'last_started_at', ${rfc3339('last')}, 'last_error', error) as body
    from ended left join errors using (job) order by job collate "C"`)
  return rows.map(({ body }) => body)
}
