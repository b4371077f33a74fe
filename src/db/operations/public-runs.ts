import { sql } from 'drizzle-orm'
import type { Db } from '../connect.ts'
import { type JsonText, readJson, rfc3339 } from '../json.ts'

/** How many runs of the batch are shown: those of eight hours. */
const BATCHES = 48

// Nothing of who started a run, where, and what it says of single targets.
const RUN = sql`'status', status, 'started_at', ${rfc3339('started_at')}, 'ended_at', ${rfc3339('ended_at')}, 'duration_ms', duration_ms`

/** How the last runs of the batch and the last run of each job, by their crons, ended, for everybody. */
export async function readPublicRuns(db: Db, crons: Readonly<Record<string, string>>): Promise<JsonText> {
  const body = await readJson(
    db,
    sql`
    select json_build_object('as_of', ${rfc3339('now()')},
      'batches', (select coalesce(json_agg(json_build_object(${RUN}) order by started_at desc), '[]') from (
        select * from job_runs where job = 'batch' order by started_at desc limit ${BATCHES}) recent),
      'jobs', (select json_agg(json_build_object('job', pair ->> 0, 'cron', pair ->> 1, 'last', last) order by nth)
        from jsonb_array_elements(${JSON.stringify(Object.entries(crons))}::jsonb) with ordinality j(pair, nth) left join lateral (
          select json_build_object(${RUN}) as last from job_runs
          -- crawls of single sources are parts of a run
          where job = pair ->> 0 and not (job = 'crawl-sources' and scope <> 'all') order by started_at desc limit 1) r on true))::text as body`,
  )
  return body ?? ''
}
