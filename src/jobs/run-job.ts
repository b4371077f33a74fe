import type { Db } from '../db/connect.ts'
import { beginRun, endRun, renewLease } from '../db/queries/leases.ts'
import { describeError, type Log } from '../log.ts'
import { type Job, type JobResult, LeaseLost, type RunReport, type RunStatus } from './job.ts'

/** What the doors bring: the database, the clock, chance and the log. */
export type RunDeps = { db: Db; clock: () => Date; random: () => number; log: Log }
export type RunRequest = { trigger: 'cron' | 'cli' | 'admin'; actor?: string; scope?: string; runId?: string }

/** `20260210T143001Z-8f1c`: when a run began, and four hex digits of chance. */
export const newRunId = (at: Date, random: () => number) => {
  const stamp = at.toISOString().replaceAll(/[-:]|\.\d+/g, '')
  return `${stamp}-${Math.floor(random() * 0x10000)
    .toString(16)
    .padStart(4, '0')}`
}

/** Share of the lease that a run may use: the rest is for the write at hand and for clocks that differ. */
const BUDGET = 0.8

/**
 * Runs a job under its lease and leaves a row in `job_runs`. Never throws for what the job did: `failed` has the reason,
 * and `skipped` says that another run holds the lease.
 */
export async function runJob(job: Job, request: RunRequest, deps: RunDeps): Promise<RunReport> {
  const { db, clock, log } = deps
  const startedAt = clock()
  const runId = request.runId ?? newRunId(startedAt, deps.random)
  const scope = request.scope ?? 'all'
  const report = (status: RunStatus, result: JobResult): RunReport => ({
    runId,
    job: job.name,
    status,
    counts: result.counts,
    errors: result.errors ?? [],
    steps: result.steps ?? [],
  })

  const key = `script:${job.name}:${scope}`
  const holder = `${runId}-${Math.floor(deps.random() * 0x1000000000000).toString(16)}`
  const run = { runId, holder, job: job.name, scope, trigger: request.trigger, actor: request.actor ?? null, startedAt }
  const fail = (event: string, error: unknown): RunReport => {
    log('error', event, { run_id: runId, job: job.name, ...describeError(error) })
    return report('failed', { counts: {}, errors: [{ target: job.name, reason: reasonOf(error) }] })
  }
  const lease = await beginRun(db, key, job.leaseSeconds, run).catch((error: unknown) => fail('job_not_begun', error))
  if (lease && 'status' in lease) return lease
  if (!lease) {
    log('info', 'job_skipped', { run_id: runId, job: job.name, scope, reason: 'another run holds the lease' })
    return report('skipped', { counts: {} })
  }

  let heldSince = startedAt.getTime()
  const ctx = {
    db,
    lease,
    now: startedAt,
    timeLeft: () => heldSince + job.leaseSeconds * 1000 * BUDGET - clock().getTime(),
    renew: async () => {
      const at = clock().getTime()
      if (!(await renewLease(db, lease))) throw new LeaseLost('The lease ran out.')
      heldSince = at
    },
    runStep: (step: Job) =>
      runJob(step, { trigger: request.trigger, ...(request.actor && { actor: request.actor }) }, deps),
  }
  const result = await job.run(ctx).then(
    (done) => report(done.errors?.length ? 'partial' : 'succeeded', done),
    (error: unknown) => fail('job_threw', error),
  )
  const endedAt = clock()
  const durationMs = endedAt.getTime() - startedAt.getTime()
  // What the run did stands, also where its end could not be written down: the next run closes it.
  await endRun(db, lease, { ...result, endedAt, durationMs }).catch((error: unknown) => fail('job_not_closed', error))
  log(result.status === 'failed' ? 'error' : 'info', 'job_ended', {
    run_id: runId,
    job: job.name,
    scope,
    status: result.status,
    counts: result.counts,
    elapsed_ms: durationMs,
  })
  return result
}

/** A reason for the history: never the SQL or the values that a database error carries. */
export function reasonOf(error: unknown): string {
  const { error: name, message, code } = describeError(error)
  return [name, code, message].filter((part) => part !== undefined).join(': ')
}
