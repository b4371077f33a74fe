import type { JobSettings } from '../config.ts'
import type { Db } from '../db/connect.ts'
import { beginRun, endRun, type Lease, type RunStart, renewLease, withdrawRun } from '../db/operations/leases.ts'
import { describeError, type Log } from '../log.ts'
import { type Job, type JobContext, type JobResult, LeaseLost, type RunReport, type RunStatus } from './job.ts'

/** What the entry points provide: database, settings of the jobs, clock, randomness and log. */
export type RunDeps = { db: Db; settings: JobSettings; clock: () => Date; random: () => number; log: Log }
export type RunRequest = {
  trigger: 'cron' | 'cli' | 'admin'
  actor?: string
  scope?: string
  runId?: string
  /** Time left of the run that this is a step of, or of the request that it serves. The run stops by then. */
  timeLeft?: () => number
}

/** Returns a run id such as `20260210T143001Z-8f1c06d2a94b`: the start of the run and 48 bits of chance. */
export const newRunId = (at: Date, random: () => number) =>
  `${at.toISOString().replaceAll(/[-:]|\.\d+/g, '')}-${hexOf48Bits(random)}`

const hexOf48Bits = (random: () => number) =>
  Math.floor(random() * 2 ** 48)
    .toString(16)
    .padStart(12, '0')

/** Share of the lease that a run may use. The rest is for the current write and for clocks that differ. */
const BUDGET = 0.8

/**
 * Runs a job under its lease and records the run in `job_runs`. Never throws: status `failed` comes with the reason,
 * and `skipped` means that another run holds the lease.
 */
export async function runJob(job: Job, request: RunRequest, deps: RunDeps): Promise<RunReport> {
  const { db, clock, log } = deps
  const run = startOf(job, request, deps)
  const about = { run_id: run.runId, job: job.name, scope: run.scope }
  const report = (status: RunStatus, { counts, errors = [], steps = [] }: JobResult): RunReport => {
    return { runId: run.runId, job: job.name, status, counts, errors, steps }
  }
  const failed = (event: string) => (error: unknown) => {
    log('error', event, { ...about, ...describeError(error) })
    return report('failed', { counts: {}, errors: [{ target: job.name, reason: reasonOf(error) }] })
  }

  let lease: Lease | null
  try {
    lease = await beginRun(db, `script:${job.name}:${run.scope}`, job.leaseSeconds, run)
  } catch (error) {
    return failed('job_not_begun')(error)
  }
  if (!lease) {
    log('info', 'job_skipped', { ...about, reason: 'another run holds the lease' })
    return report('skipped', { counts: {} })
  }
  if (lease.died) log('error', 'run_died', { ...about, died: lease.died })
  let refused: string | undefined
  const result = await job.run(contextOf(job, lease, request, deps, run.startedAt)).then((done) => {
    refused = done.refused
    return report(done.errors?.length ? 'partial' : 'succeeded', done)
  }, failed('job_threw'))
  if (refused !== undefined) {
    await withdrawRun(db, lease).catch(failed('job_not_closed'))
    log('info', 'job_skipped', { ...about, reason: refused })
    return report('skipped', { counts: {} })
  }
  const endedAt = clock()
  const durationMs = endedAt.getTime() - run.startedAt.getTime()
  // What the run did stands even if its end cannot be recorded. The next run then closes it.
  await endRun(db, lease, { ...result, endedAt, durationMs }).catch(failed('job_not_closed'))
  const level = result.status === 'failed' ? 'error' : 'info'
  log(level, 'job_ended', { ...about, status: result.status, counts: result.counts, elapsed_ms: durationMs })
  return { ...result, ...(lease.died && { died: lease.died }) }
}

function startOf(job: Job, request: RunRequest, { clock, random }: RunDeps): RunStart {
  const startedAt = clock()
  const runId = request.runId ?? newRunId(startedAt, random)
  const holder = `${runId}-${hexOf48Bits(random)}`
  const { trigger, actor = null, scope = 'all' } = request
  return { runId, holder, job: job.name, scope, trigger, actor, startedAt }
}

function contextOf(job: Job, lease: Lease, request: RunRequest, deps: RunDeps, startedAt: Date): JobContext {
  const { trigger, actor } = request
  const { db, settings, clock } = deps
  let heldSince = startedAt.getTime()
  const ofLease = () => heldSince + job.leaseSeconds * 1000 * BUDGET - clock().getTime()
  const timeLeft = () => Math.min(ofLease(), request.timeLeft?.() ?? Number.POSITIVE_INFINITY)
  return {
    db,
    settings,
    lease,
    now: startedAt,
    timeLeft,
    renew: async () => {
      const at = clock().getTime()
      if (!(await renewLease(db, lease))) throw new LeaseLost('The lease expired.')
      heldSince = at
    },
    runStep: (step, scope) =>
      runJob(step, { trigger, timeLeft, ...(actor && { actor }), ...(scope && { scope }) }, deps),
  }
}

/** Returns the reason for the history, without the SQL and the values that a database error carries. */
export function reasonOf(error: unknown): string {
  const { error: name, message, code } = describeError(error)
  return [name, code, message].filter((part) => part !== undefined).join(': ')
}
