import type { Context } from 'hono'
import type { z } from 'zod'
import type { Db } from '../../../db/connect.ts'
import { findLeaseHolder, recordRunByHand } from '../../../db/operations/job-runs.ts'
import type { AppEnv } from '../../../http/app-env.ts'
import { Failure } from '../../../http/failure.ts'
import { fieldErrors, invalid, readJsonBody } from '../../../http/validate.ts'
import { alertOnFailure } from '../../../jobs/alert-on-failure.ts'
import type { Job, RunReport } from '../../../runs/job.ts'
import { runJob } from '../../../runs/run-job.ts'
import { type RunReport as ReportBody, RunRequest } from './job-schema.ts'

/** Few clients wait longer; a run stops between two of its writes. */
const MAX_RUN_MS = 60_000

/** What a request for a run says; one without a body says nothing in particular. */
export async function readRunRequest(c: Context): Promise<z.output<typeof RunRequest>> {
  const parsed = RunRequest.safeParse((await c.req.text()) === '' ? {} : await readJsonBody(c))
  if (!parsed.success) throw invalid(fieldErrors(parsed.error.issues, 'body'))
  return parsed.data
}

/**
 * Runs a job, or one source's part of it, to its end within the request. The audit log has it before the job does anything, and nothing of
 * a run that did not begin. Throws Failure `conflict` where another run holds the lease.
 */
export async function runByHand(c: Context<AppEnv>, job: Job, db: Db, sourceId?: string): Promise<RunReport> {
  const { actor, config, clock, random, log, now } = c.var
  let begun = false
  const audited: Job = {
    ...job,
    async run(ctx) {
      begun = true
      await recordRunByHand(db, actor, { job: job.name, sourceId, runId: ctx.lease.runId })
      return job.run(ctx)
    },
  }
  const timeLeft = () => now.getTime() + MAX_RUN_MS - clock().getTime()
  const deps = { db, settings: config, clock, random, log }
  const scope = sourceId === undefined ? {} : { scope: sourceId }
  const running = runJob(audited, { trigger: 'admin', actor: actor.name, timeLeft, ...scope }, deps)
  // A client that hangs up does not cut it off at once; then nobody else would know.
  c.executionCtx.waitUntil(running.then((report) => alertOnFailure(report, deps)))
  const report = await running
  if (report.status === 'skipped') throw new Failure('conflict', await whoHolds(db, job.name, sourceId))
  if (!begun) throw new Failure('unavailable', `A run of ${job.name} could not begin. Please try again.`)
  return report
}

/** Answers with what a run did, and where it can be read again. */
export function showReport(c: Context<AppEnv>, { runId, died: _, ...report }: RunReport) {
  const steps = report.steps.map(({ runId, steps: _, died: __, ...step }) => ({ run_id: runId, ...step }))
  const body: z.input<typeof ReportBody> = { run_id: runId, ...report, steps }
  return c.json(body, 201, { Location: `/v1/admin/jobs/runs/${runId}` })
}

async function whoHolds(db: Db, job: string, sourceId?: string): Promise<string> {
  const holder = await findLeaseHolder(db, job, sourceId)
  if (!holder) return `Another run of ${job} was under way, and has ended just now. Please try again.`
  const by = holder.actor ?? holder.trigger
  const run = holder.run_id ? `Run ${holder.run_id}${by && ` by ${by}`}` : 'Another run'
  return `${run} holds the lease of ${job} since ${holder.since}; it expires at ${holder.expires_at} if nobody renews it.`
}
