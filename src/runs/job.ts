import type { JobSettings } from '../config.ts'
import type { Db } from '../db/connect.ts'
import type { Lease } from '../db/operations/leases.ts'

/** Shorter than the lease of any job. A run renews a lease that may end before its next statement does. */
export const STATEMENT_TIMEOUT_MS = 240_000

/** The cache before the Worker. Only the Worker itself can purge it. */
export type EdgeCache = Pick<CacheContext, 'purge'>

export type RunError = { target: string; reason: string }

export type JobContext = {
  db: Db
  settings: JobSettings
  now: Date
  /** The cache before the Worker, if this run can purge it: only the Worker itself can. */
  edge?: EdgeCache | undefined
  /** Fences the writes of this run. */
  lease: Lease
  /** Milliseconds until the run should stop. Always less than the rest of the lease. */
  timeLeft: () => number
  /**
   * Asked before each further piece of work. False if the run should stop. Otherwise the lease, and that of the run around
   * this one, now lasts longer than any statement. Throws LeaseLost.
   */
  mayGoOn: () => Promise<boolean>
  /** Renews the lease for its full time, and gives the run that much more time. Throws LeaseLost. */
  renew: () => Promise<void>
  /**
   * Runs another job as a step of this run. The step has a lease of its own (for `scope`, such as one source) and a row of
   * its own in the history. `isFollowed` says that the next step, or the end of this run, follows at once. After `maxMs` it
   * should stop.
   */
  runStep: (step: Job, about?: { scope?: string; isFollowed?: boolean; maxMs?: number }) => Promise<RunReport>
}

export type RunStatus = 'succeeded' | 'partial' | 'failed' | 'skipped'
export type RunReport = {
  runId: string
  job: string
  status: RunStatus
  counts: Record<string, number>
  errors: RunError[]
  steps: RunReport[]
  /** The id of the previous run, if it ended without reporting a result. */
  died?: string
}

/** The counts of a run, and the targets that failed while the others went on. */
export type JobResult = { counts: Record<string, number>; errors?: RunError[]; steps?: RunReport[]; refused?: string }

/** Batch work. It is bounded and safe to repeat, and only one run of it is active at a time. */
export type Job = {
  name: string
  leaseSeconds: number
  /** Asked before a tick, in one cheap statement. If there is nothing to do, the tick takes no lease and leaves no row in the history. */
  isIdle?: (p: PlanContext) => Promise<boolean>
  run: (ctx: JobContext) => Promise<JobResult>
}

/** What a plan may use. A plan holds no lease and writes nothing. */
export type PlanContext = Pick<JobContext, 'db' | 'settings' | 'now'>

/** A job in the registry. `plan` counts what a run would do now, under the same names as the counts of a run. */
export type PlannedJob = Job & { plan: (p: PlanContext) => Promise<Record<string, number>> }

/** Another run holds the lease now, so this run must not write any more. */
export class LeaseLost extends Error {
  override name = 'LeaseLost'
}

/**
 * Returns the result of a fenced write. Throws LeaseLost if the result is null, which means that the lease was lost.
 */
export function fenced<T>(result: T | null): T {
  if (result === null) throw new LeaseLost('The lease expired before the write.')
  return result
}
