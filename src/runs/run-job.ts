import type { JobSettings } from '../config.ts'
import type { Db } from '../db/connect.ts'
import { beginRun, type Lease, type RunStart, withdrawRun } from '../db/operations/leases.ts'
import { describeError, type Log } from '../log.ts'
import type { Job, JobContext, JobResult, RunReport, RunStatus } from './job.ts'
import { keepLease } from './keep-lease.ts'
import { hexOf48Bits, newTick, recordEnds, sendEnds, type Tick } from './tick.ts'

/** What the entry points provide: database, settings of the jobs, clock, randomness and log. */
export type RunDeps = {
  db: Db
  settings: JobSettings
  clock: () => Date
  random: () => number
  log: Log
  edge?: JobContext['edge']
  /** Shared with earlier attempts of the same tick. A run without one is a tick of its own. */
  tick?: Tick
}
export type RunRequest = {
  /** `request`: somebody who has no account asked for it. */
  trigger: 'cron' | 'cli' | 'admin' | 'request'
  actor?: string
  scope?: string
  runId?: string
  /** Time left of the run that this is a step of, or of the request that it serves. The run stops by then. */
  timeLeft?: () => number
  /** True for a step that another one follows at once. One request then records its end and begins the next one. */
  isFollowed?: boolean
  /** Makes the lease of the run that this is a step of outlast the longest statement. Throws LeaseLost. */
  hold?: () => Promise<void>
}

/** Returns a run id such as `20260210T143001Z-8f1c06d2a94b`: the start of the run and 48 random bits. */
export const newRunId = (at: Date, random: () => number) =>
  `${at.toISOString().replaceAll(/[-:]|\.\d+/g, '')}-${hexOf48Bits(random)}`

/**
 * Runs a job under its lease and records the run in `job_runs`. Never throws: status `failed` comes with the reason,
 * and `skipped` means that another run holds the lease, or that a tick found nothing to do. An end that cannot be recorded is left in `tick`.
 */
export async function runJob(job: Job, request: RunRequest, given: RunDeps): Promise<RunReport> {
  const deps = { ...given, tick: given.tick ?? newTick(given.random) }
  const { db, clock, log, tick } = deps
  const run = startOf(job, request, deps)
  const about = { run_id: run.runId, job: job.name, scope: run.scope }
  const report = (status: RunStatus, { counts, errors = [], steps = [] }: JobResult): RunReport => {
    return { runId: run.runId, job: job.name, status, counts, errors, steps }
  }
  const failed = (event: string) => (error: unknown) => {
    log('error', event, { ...about, ...describeError(error) })
    return report('failed', { counts: {}, errors: [{ target: job.name, reason: reasonOf(error) }] })
  }
  const end = ({ status, counts, errors }: RunReport) => {
    const endedAt = clock()
    const durationMs = endedAt.getTime() - run.startedAt.getTime()
    tick.ends.push({ ...run, status, counts, errors, endedAt, durationMs })
    return durationMs
  }

  let lease: Lease | null
  try {
    await request.hold?.()
    const asked = { db, settings: deps.settings, now: run.startedAt }
    if (request.trigger === 'cron' && (await job.isIdle?.(asked))) return report('skipped', { counts: {} })
    lease = await sendEnds(tick, (ended) => beginRun(db, run.key, job.leaseSeconds, run, ended))
  } catch (error) {
    const result = failed('job_not_begun')(error)
    end(result)
    return result
  }
  if (!lease) {
    log('info', 'job_skipped', { ...about, reason: 'another run holds the lease' })
    return report('skipped', { counts: {} })
  }
  if (lease.died) log('error', 'run_died', { ...about, died: lease.died })
  let refused: string | undefined
  const result = await job.run(contextOf(lease, request, deps, run.startedAt)).then((done) => {
    refused = done.refused
    return report(done.errors?.length ? 'partial' : 'succeeded', done)
  }, failed('job_threw'))
  if (refused !== undefined) {
    await withdrawRun(db, lease).catch(failed('job_not_closed'))
    log('info', 'job_skipped', { ...about, reason: refused })
    return report('skipped', { counts: {} })
  }
  const durationMs = end(result)
  // What the run did stands even if its end cannot be recorded now.
  if (!request.isFollowed) await recordEnds(db, tick).catch(failed('job_not_closed'))
  const level = result.status === 'failed' ? 'error' : 'info'
  log(level, 'job_ended', { ...about, status: result.status, counts: result.counts, elapsed_ms: durationMs })
  return { ...result, ...(lease.died && { died: lease.died }) }
}

type Deps = RunDeps & { tick: Tick }

function startOf(job: Job, request: RunRequest, { clock, random, tick }: Deps): RunStart & { key: string } {
  const startedAt = clock()
  const runId = request.runId ?? newRunId(startedAt, random)
  const { trigger, actor = null, scope = 'all' } = request
  const key = `script:${job.name}:${scope}`
  return { key, runId, holder: `${runId}-${tick.id}`, job: job.name, scope, trigger, actor, startedAt }
}

function contextOf(lease: Lease, request: RunRequest, deps: Deps, startedAt: Date): JobContext {
  const { trigger, actor } = request
  const { db, settings, clock, log, edge } = deps
  const { timeLeft, hold, renew } = keepLease({ db, lease, since: startedAt, clock, log, around: request })
  return {
    db,
    settings,
    edge,
    lease,
    now: startedAt,
    timeLeft,
    mayGoOn: async () => {
      if (timeLeft() <= 0) return false
      await hold()
      return true
    },
    renew,
    runStep: (step, { maxMs = Number.POSITIVE_INFINITY, ...about } = {}) => {
      const stopAt = clock().getTime() + maxMs
      const stepTimeLeft = () => Math.min(timeLeft(), stopAt - clock().getTime())
      return runJob(step, { trigger, timeLeft: stepTimeLeft, hold, ...(actor && { actor }), ...about }, deps)
    },
  }
}

/** Returns the reason for the history, without the SQL and the values that a database error carries. */
export function reasonOf(error: unknown): string {
  const { error: name, message, code } = describeError(error)
  return [name, code, message].filter((part) => part !== undefined).join(': ')
}
