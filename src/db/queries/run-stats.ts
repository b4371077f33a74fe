import { sql } from 'drizzle-orm'
import type { Db } from '../connect.ts'
import { type JsonText, readJson, rfc3339 } from '../json.ts'

const TODAY = sql.raw(`(now() at time zone 'UTC')::date`)

/** How the runs of the last UTC days ended and how long they took, a day and job, the newest day first. */
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
      where started_at >= (${from})::timestamp at time zone 'UTC' and started_at < (${TODAY} + 1)::timestamp at time zone 'UTC'
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
