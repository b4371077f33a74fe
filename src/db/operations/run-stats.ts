import { type SQL, sql } from 'drizzle-orm'
import { onlyRow } from '../changes.ts'
import type { Db } from '../connect.ts'
import { type JsonText, readJson, rfc3339 } from '../json.ts'

/** Leaves out crawls of single sources: each is a part of a job's run, which is counted. */
const WHOLE_RUNS = sql.raw(`not (job = 'crawl-sources' and scope <> 'all')`)

const TODAY = sql.raw(`(now() at time zone 'UTC')::date`)

/** How the runs in a group ended, and the median, 95th percentile and maximum of their durations, with the names of `job_run_days`. */
const FIGURES =
  sql.raw(`count(*) filter (where status = 'succeeded') as succeeded, count(*) filter (where status = 'partial') as partial,
  count(*) filter (where status = 'failed') as failed, count(*) filter (where status = 'running') as running,
  percentile_disc(0.5) within group (order by duration_ms) filter (where status <> 'running') as median_ms,
  percentile_disc(0.95) within group (order by duration_ms) filter (where status <> 'running') as p95_ms,
  max(duration_ms) filter (where status <> 'running') as max_ms`)

const startOf = (day: SQL): SQL => sql`(${day})::timestamp at time zone 'UTC'`
const dayOf = (time: Date): SQL => sql`(${time.toISOString()}::timestamptz at time zone 'UTC')::date`

/** Outcomes and durations of the runs of the last `days` UTC days, by day and job, newest day first. */
export async function readRunStats(db: Db, days: number): Promise<JsonText> {
  const from = sql`${TODAY} - ${days - 1}::int`
  const body = await readJson(
    db,
    sql`
    with rows as (
      select (started_at at time zone 'UTC')::date as day, job, ${FIGURES}
      from job_runs where ${WHOLE_RUNS} and started_at >= ${startOf(from)} and started_at < ${startOf(sql`${TODAY} + 1`)}
      group by 1, 2
      union all select day, job, succeeded, partial, failed, running, median_ms, p95_ms, max_ms from job_run_days where day >= ${from}
    )
    select json_build_object('as_of', ${rfc3339('now()')}, 'from', ${from}, 'to', ${TODAY}, 'items', coalesce(json_agg(json_build_object(
      'day', day, 'job', job, 'runs', succeeded + partial + failed + running, 'succeeded', succeeded, 'partial', partial, 'failed', failed, 'running', running,
      'success_rate', round(succeeded::numeric / nullif(succeeded + partial + failed, 0), 4),
      'duration_ms', case when max_ms is not null then json_build_object('median', median_ms, 'p95', p95_ms, 'max', max_ms) end)
      order by day desc, job collate "C"), '[]'))::text as body
    from rows`,
  )
  return body ?? ''
}

/**
 * Deletes the runs of the oldest UTC day before that of `before` and keeps its statistics, in one statement. Returns the number of
 * runs, 0 if there is no such day.
 */
export async function foldRuns(db: Db, { before }: { before: Date }): Promise<number> {
  const { rows } = await db.execute<{ folded: number }>(sql`
    with oldest as (
      select (min(started_at) at time zone 'UTC')::date as day from job_runs where ${WHOLE_RUNS} and started_at < ${startOf(dayOf(before))}
    ), gone as (
      delete from job_runs using oldest where ${WHOLE_RUNS} and started_at >= ${startOf(sql`day`)} and started_at < ${startOf(sql`day + 1`)} returning job_runs.*, day
    ), kept as (
      insert into job_run_days as d (day, job, succeeded, partial, failed, running, median_ms, p95_ms, max_ms)
      select day, job, ${FIGURES} from gone group by 1, 2
      -- A run that was recorded late: its duration changes no percentile any more.
      on conflict (day, job) do update set succeeded = d.succeeded + excluded.succeeded, partial = d.partial + excluded.partial,
        failed = d.failed + excluded.failed, running = d.running + excluded.running, max_ms = greatest(d.max_ms, excluded.max_ms)
    ) select count(*)::int as folded from gone`)
  return onlyRow(rows).folded
}

/** A query of the number of runs that `foldRuns` would delete. */
export const countOldRuns = (before: Date): SQL =>
  sql`select count(*)::int from job_runs where ${WHOLE_RUNS} and started_at < ${startOf(dayOf(before))}`

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
    ), ended as (select job, count(*) as runs, max(started_at) as last, ${FIGURES} from rows group by job)
    select json_build_object('job', job, 'runs', runs, 'succeeded', succeeded, 'partial', partial, 'failed', failed, 'running', running,
      'success_rate', round(succeeded::numeric / nullif(succeeded + partial + failed, 0), 4), 'median_ms', median_ms, 'p95_ms', p95_ms,
      'last_started_at', ${rfc3339('last')}, 'last_error', error) as body
    from ended left join errors using (job) order by job collate "C"`)
  return rows.map(({ body }) => body)
}
