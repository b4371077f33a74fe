import { Hono } from 'hono'
import { resolver } from 'hono-openapi'
import type { z } from 'zod'
import { findLeaseHolder, findRun, type ListedJob, listJobs, listRuns } from '../../../db/operations/job-runs.ts'
import { jsonText, listOf } from '../../../http/answers.ts'
import type { AppEnv } from '../../../http/app-env.ts'
import { requireAdmin } from '../../../http/auth/admin-auth.ts'
import { databaseOf } from '../../../http/connect-database.ts'
import { describe } from '../../../http/describe.ts'
import { Failure, found } from '../../../http/failure.ts'
import { limitBody } from '../../../http/input/body-limit.ts'
import { decodeCursor } from '../../../http/input/cursor.ts'
import { validate } from '../../../http/input/validate.ts'
import { JOBS, SCHEDULE, STEPS } from '../../../jobs/index.ts'
import { type PlannedJob, STATEMENT_TIMEOUT_MS } from '../../../runs/job.ts'
import {
  JobList,
  JobParam,
  JobRun,
  JobRunDetail,
  RunParam,
  RunPlan,
  RunReport,
  RunRequest,
  RunsCursor,
  RunsQuery,
} from './job-schema.ts'
import { readRunRequest, runByHand, showReport } from './run-by-hand.ts'

const cronOf = (job: PlannedJob) => Object.entries(SCHEDULE).find(([, scheduled]) => scheduled === job)?.[0] ?? null
const wholeOf = (job: PlannedJob) => [...STEPS].find(([, steps]) => steps.includes(job))?.[0].name ?? null

const REGISTRY: ListedJob[] = [...JOBS.values()].map((job) => ({
  name: job.name,
  cron: cronOf(job),
  part_of: wholeOf(job),
  lease_seconds: job.leaseSeconds,
}))

const runBody = { required: false, content: { 'application/json': { schema: resolver(RunRequest) } } }

export const jobs = new Hono<AppEnv>()
  .use(requireAdmin)
  .get(
    '/',
    describe({
      id: 'listJobs',
      tag: 'admin',
      summary: 'List the jobs with their schedules, last runs and leases',
      ok: { schema: JobList },
      problems: [401, 403, 503],
    }),
    async (c) => jsonText(c, await listJobs(c.var.db, REGISTRY)),
  )
  .get(
    '/runs',
    describe({
      id: 'listJobRuns',
      tag: 'admin',
      summary: 'List the runs of jobs and commands, newest first',
      ok: { schema: listOf(JobRun) },
      problems: [400, 401, 403, 503],
    }),
    validate('query', RunsQuery),
    async (c) => {
      const { cursor, ...query } = c.req.valid('query')
      const [, at, id] = cursor === undefined ? [] : decodeCursor(cursor, RunsCursor)
      return jsonText(c, await listRuns(c.var.db, { ...query, after: at && id !== undefined ? [at, id] : undefined }))
    },
  )
  .get(
    '/runs/:run_id',
    describe({
      id: 'getJobRun',
      tag: 'admin',
      summary: 'Get a run with its errors',
      ok: { schema: JobRunDetail },
      problems: [400, 401, 403, 404, 503],
    }),
    validate('param', RunParam),
    async (c) => {
      const { run_id } = c.req.valid('param')
      return jsonText(c, found(await findRun(c.var.db, run_id), 'run', run_id))
    },
  )
  .post(
    '/:name/runs',
    describe({
      id: 'runJob',
      tag: 'admin',
      summary: 'Run a job now and wait for its end',
      details: 'After a minute it stops, and the next run does the rest.',
      ok: [
        { status: 201, schema: RunReport, means: 'The run has ended. See its `status`.' },
        { status: 200, schema: RunPlan, means: 'With `dry_run`: how much work there is. Nothing was done.' },
      ],
      problems: [400, 401, 403, 404, 409, 413, 415, 503],
      requestBody: runBody,
    }),
    limitBody(4096),
    validate('param', JobParam),
    async (c) => {
      const job = jobNamed(c.req.valid('param').name)
      const { dry_run } = await readRunRequest(c)
      const db = databaseOf(c.var.config, STATEMENT_TIMEOUT_MS)
      if (dry_run) {
        const [would, holder] = await Promise.all([
          job.plan({ db, settings: c.var.config, now: c.var.now }),
          findLeaseHolder(db, job.name),
        ])
        return c.json({ job: job.name, dry_run, would, lease_held: holder !== null } satisfies z.input<typeof RunPlan>)
      }
      return showReport(c, await runByHand(c, job, db))
    },
  )

function jobNamed(name: string): PlannedJob {
  const job = JOBS.get(name)
  if (!job)
    throw new Failure(
      'not_found',
      `There is no job '${name.slice(0, 80)}'. The jobs are: ${[...JOBS.keys()].join(', ')}.`,
    )
  return job
}
