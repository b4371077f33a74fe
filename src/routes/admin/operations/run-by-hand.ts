import type { Context } from 'hono'
import type { z } from 'zod'
import type { Db } from '../../../db/connect.ts'
import { findLeaseHolder, recordRunByHand } from '../../../db/operations/job-runs.ts'
import type { AppEnv } from '../../../http/app-env.ts'
import { edgeOf } from '../../../http/edge-of.ts'
import { Failure } from '../../../http/failure.ts'
import { parse } from '../../../http/input/field-errors.ts'
import { readJsonBody } from '../../../http/input/validate.ts'
import { alertOnFailure } from '../../../jobs/alert-on-failure.ts'
import type { Job, RunReport } from '../../../runs/job.ts'
import { runJob } from '../../../runs/run-job.ts'
import { newTick, recordEndsLater } from '../../../runs/tick.ts'
import { type RunReport as ReportBody, RunRequest } from './job-schema.ts'

/** Few clients wait longer. A run stops between two writes. */
const MAX_RUN_MS = 60_000

/** Reads the body of a request for a run. A request without a body gets the defaults. */
export async function readRunRequest(c: Context): Promise<z.output<typeof RunRequest>> {
  return parse(RunRequest, (await c.req.text()) === '' ? {} : await readJsonBody(c), 'body')
}

/**
 * Runs a job, or its part for one source, to its end within the request. Writes the audit entry before the job does anything,
 * but not if the run does not start. Throws Failure `conflict` if another run holds the lease.
 */
export async function runByHand(c: Context<AppEnv>, job: Job, db: Db, sourceId?: string): Promise<RunReport> {
  const { editor, config, clock, random, sleep, log, now } = c.var
  let started = false
  const audited: Job = {
    ...job,
    async run(ctx) {
      started = true
      await recordRunByHand(db, editor, { job: job.name, sourceId, runId: ctx.lease.runId })
      return job.run(ctx)
    },
  }
  const timeLeft = () => now.getTime() + MAX_RUN_MS - clock().getTime()
  const tick = newTick(random)
  const deps = { db, settings: config, clock, random, log, tick, edge: edgeOf(c) }
  const scope = sourceId === undefined ? {} : { scope: sourceId }
  const running = runJob(audited, { trigger: 'admin', actor: editor.name, timeLeft, ...scope }, deps)
  // If the client hangs up, the run still goes on for a while. Its alert must be sent then too.
  c.executionCtx.waitUntil(
    running.then(async (report) => {
      await recordEndsLater(db, tick, sleep)
      await alertOnFailure(report, deps)
    }),
  )
  const report = await running
  if (report.status === 'skipped') throw new Failure('conflict', await whoHolds(db, job.name, sourceId))
  if (!started) throw new Failure('unavailable', `The run of ${job.name} could not start. Please try again.`)
  return report
}

/** Answers with the report of a run and the address of its record. */
export function showReport(c: Context<AppEnv>, { runId, died: _, ...report }: RunReport) {
  const steps = report.steps.map(({ runId, steps: _, died: __, ...step }) => ({ run_id: runId, ...step }))
  const body: z.input<typeof ReportBody> = { run_id: runId, ...report, steps }
  return c.json(body, 201, { Location: `/v1/admin/jobs/runs/${runId}` })
}

async function whoHolds(db: Db, job: string, sourceId?: string): Promise<string> {
  const holder = await findLeaseHolder(db, job, sourceId)
  if (!holder) return `Another run of ${job} has just ended. Please try again.`
  const by = holder.actor ?? holder.trigger
  const run = holder.run_id ? `Run ${holder.run_id}${by && ` by ${by}`}` : 'Another run'
  return `${run} has held the lease of ${job} since ${holder.since}. Unless renewed, it expires at ${holder.expires_at}.`
}
