import type { Db } from '../db/connect.ts'
import { isUnavailable } from '../db/errors.ts'
import { type Lease, renewLease } from '../db/operations/leases.ts'
import { describeError, type Log } from '../log.ts'
import { LeaseLost, STATEMENT_TIMEOUT_MS } from './job.ts'

/** Share of the lease that a run may use. The rest is for the current write and for clocks that differ. */
const BUDGET = 0.8

/** What a lease must last for before a statement begins: the statement, its way there, and clocks that differ. */
const MIN_REST_MS = STATEMENT_TIMEOUT_MS + 20_000

export type KeptLease = {
  /** Milliseconds until the run should stop. */
  timeLeft: () => number
  /** Makes the lease outlast the longest statement. Throws LeaseLost. */
  hold: () => Promise<void>
  /** Renews the lease for its full time, and the time of the run with it. Throws LeaseLost. */
  renew: () => Promise<void>
}

type Options = {
  db: Db
  lease: Lease
  /** When the lease was asked for, on our clock. */
  since: Date
  clock: () => Date
  log: Log
  /** The run that this one is a step of: its lease is held too, and its time bounds this run's. */
  around: { timeLeft?: (() => number) | undefined; hold?: (() => Promise<void>) | undefined }
}

/** Keeps the lease of a run alive. */
export function keepLease({ db, lease, since, clock, log, around }: Options): KeptLease {
  const now = () => clock().getTime()
  const fullMs = lease.seconds * 1000
  let endsAt = since.getTime() + fullMs
  let stopAt = since.getTime() + fullMs * BUDGET

  const extend = async () => {
    const at = now()
    try {
      if (!(await renewLease(db, lease))) throw new LeaseLost('The lease expired.')
      endsAt = at + fullMs
    } catch (error) {
      // A connection that is lost for a moment does no harm while the lease is long enough anyway.
      if (!isUnavailable(error) || endsAt - now() < STATEMENT_TIMEOUT_MS) throw error
      log('warn', 'lease_not_renewed', { run_id: lease.runId, ...describeError(error) })
    }
  }
  return {
    timeLeft: () => Math.min(stopAt - now(), around.timeLeft?.() ?? Number.POSITIVE_INFINITY),
    hold: async () => {
      await around.hold?.()
      if (endsAt - now() < MIN_REST_MS) await extend()
    },
    renew: async () => {
      await around.hold?.()
      await extend()
      stopAt = endsAt - fullMs * (1 - BUDGET)
    },
  }
}
