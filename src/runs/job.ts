import type { JobSettings } from '../config.ts'
import type { Db } from '../db/connect.ts'
import type { Lease } from '../db/operations/leases.ts'

/** A statement of a job may take as long as the lease of its job lasts. */
export const STATEMENT_TIMEOUT_MS = 240_000

export type RunError = { target: string; reason: string }

export type JobContext = {
  db: Db
  settings: JobSettings
  now: Date
  /** Fences the writes of this run. */
  lease: Lease
  /** Milliseconds until the run should stop; always under what is left of the lease. */
  timeLeft: () => number
  /** Holds the lease for its full time again; throws LeaseLost. */
  renew: () => Promise<void>
  /** Runs another job as a step of this one: under its own lease (of `scope`, such as one source), with its own row in the history. */
  runStep: (step: Job, scope?: string) => Promise<RunReport>
}

export type RunStatus = 'succeeded' | 'partial' | 'failed' | 'skipped'
export type RunReport = {
  runId: string
  job: string
  status: RunStatus
  counts: Record<string, number>
  errors: RunError[]
  steps: RunReport[]
  /** The run before this one, if it ended without a word. */
  died?: string
}

/**
 * What a run did: counts for the history, and the targets that failed while others went on. `refused` says why the run rejected
 * its input; such a run counts as skipped and leaves no row in the history.
 */
export type JobResult = { counts: Record<string, number>; errors?: RunError[]; steps?: RunReport[]; refused?: string }

/** A piece of batch work: bounded, repeatable, one run at a time. */
export type Job = {
  name: string
  leaseSeconds: number
  run: (ctx: JobContext) => Promise<JobResult>
}

/** What a plan may look at: it holds no lease, and writes nothing. */
export type PlanContext = Pick<JobContext, 'db' | 'settings' | 'now'>

/** A job of the registry, which also says what a run would find to do now. What the counts of a run call the same is the same. */
export type PlannedJob = Job & { plan: (p: PlanContext) => Promise<Record<string, number>> }

/** Somebody else holds the lease now: whatever this run would write is theirs to write. */
export class LeaseLost extends Error {
  override name = 'LeaseLost'
}

/** The result of a fenced write; null from it says that the lease was gone. */
export function fenced<T>(result: T | null): T {
  if (result === null) throw new LeaseLost('The lease ran out before the write.')
  return result
}
