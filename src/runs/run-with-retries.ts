import type { Job, RunReport } from './job.ts'
import { type RunDeps, type RunRequest, runJob } from './run-job.ts'
import { newTick } from './tick.ts'

/** Seconds before each retry of a failed run. After the last retry, the next tick continues. */
const RETRY_AFTER_S = [60, 120, 240]
/** A cron invocation has 15 minutes. The rest is for the alerts at its end. */
const TICK_MS = 14 * 60_000

/** Begins a tick. Returns how many milliseconds its runs have left. */
export function beginTick(clock: () => Date): () => number {
  const endsAt = clock().getTime() + TICK_MS
  return () => endsAt - clock().getTime()
}

type TickDeps = Omit<RunDeps, 'tick'> & {
  sleep: (ms: number) => Promise<unknown>
  /** Called after each run, so that a failure is reported even if the retry succeeds. */
  onReport?: (report: RunReport) => Promise<void>
}

/**
 * Runs a job. Retries it if it or one of its steps fails, or if its end could not be recorded, and the tick has time for
 * another run of the same length. All steps run again, in order; those that succeeded have little left to do. Without
 * `timeLeft`, the tick begins now.
 */
export async function runWithRetries(job: Job, request: RunRequest, given: TickDeps): Promise<RunReport> {
  const { clock, log, sleep, onReport = async () => {} } = given
  const tick = newTick(given.random)
  const { timeLeft = beginTick(clock) } = request
  for (let attempt = 0; ; attempt++) {
    const began = clock().getTime()
    const report = await runJob(job, { ...request, timeLeft }, { ...given, tick })
    await onReport(report)
    const seconds = RETRY_AFTER_S[attempt]
    const hasFailed = [report, ...report.steps].some(({ status }) => status === 'failed')
    if (seconds === undefined || !(hasFailed || tick.ends.length > 0)) return report
    const lastedMs = clock().getTime() - began
    if (seconds * 1000 + lastedMs > timeLeft()) return report
    log('warn', 'job_retry_scheduled', { run_id: report.runId, job: job.name, in_s: seconds })
    await sleep(seconds * 1000)
  }
}
