import { Hono } from 'hono'
import { resolver } from 'hono-openapi'
import type { z } from 'zod'
import { findLeaseHolder, findRun, type ListedJob, listJobs, listRuns } from '../../../db/operations/job-runs.ts'
import type { AppEnv } from '../../../http/app-env.ts'
import { requireAdmin } from '../../../http/auth/admin-auth.ts'
import { limitBody } from '../../../http/body-limit.ts'
import { databaseOf } from '../../../http/connect-database.ts'
import { decodeCursor } from '../../../http/cursor.ts'
import { describe, jsonText } from '../../../http/describe.ts'
import { Failure, notFound } from '../../../http/failure.ts'
import { validate } from '../../../http/validate.ts'
import { BATCH_STEPS, batch } from '../../../jobs/batch.ts'
import { JOBS, SCHEDULE } from '../../../jobs/index.ts'
import { type PlannedJob, STATEMENT_TIMEOUT_MS } from '../../../runs/job.ts'
import { listOf } from '../../catalogue/schemas.ts'
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

const REGISTRY: ListedJob[] = [...JOBS.values()].map((job) => ({
  name: job.name,
  cron: cronOf(job),
  part_of: BATCH_STEPS.includes(job) ? batch.name : null,
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
      summary: 'Every job with its schedule, its last run and who holds its lease',
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
      summary: 'Runs of jobs and of the operator’s commands, the newest first',
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
      summary: 'One run with its errors',
      ok: { schema: JobRunDetail },
      problems: [400, 401, 403, 404, 503],
    }),
    validate('param', RunParam),
    async (c) => {
      const { run_id } = c.req.valid('param')
      const run = await findRun(c.var.db, run_id)
      if (run === null) throw notFound('run', run_id)
      return jsonText(c, run)
    },
  )
  .post(
    '/:name/runs',
    describe({
      id: 'runJob',
      tag: 'admin',
      summary:
        'Runs a job now and waits for its end; after a minute it begins nothing more, and the rest is the next run’s',
      ok: [
        { status: 201, schema: RunReport, means: 'The run has ended: `status` says how.' },
        { status: 200, schema: RunPlan, means: 'With `dry_run`: what there is to do, and nothing was done.' },
      ],
      problems: [400, 401, 403, 404, 409, 413, 415, 503],
      requestBody: runBody,
    }),
    limitBody(4096),
    validate('param', JobParam),
    async (c) => {
      const job = found(c.req.valid('param').name)
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

function found(name: string): PlannedJob {
  const job = JOBS.get(name)
  if (!job)
    throw new Failure('not_found', `There is no job '${name.slice(0, 80)}'; there are ${[...JOBS.keys()].join(', ')}.`)
  return job
}
