import type { Job, RunReport } from './job.ts'
import { type RunDeps, type RunRequest, runJob } from './run-job.ts'

/** When a run with something that failed is made again; after that it is left to the next tick. */
const RETRY_AFTER_S = [60, 120, 240]
/** A tick has 15 minutes, with what is to be told at its end. */
const TICK_MS = 14 * 60_000

type TickDeps = RunDeps & {
  sleep: (ms: number) => Promise<unknown>
  /** Told of each run: what was wrong with one is not forgotten because the next went well. */
  onReport?: (report: RunReport) => Promise<void>
}

/**
 * Runs a job, and again after a while if it or a step of it failed and the tick has time for another as long. What had succeeded has
 * little left to do then, and does it in its order.
 */
export async function runWithRetries(job: Job, request: RunRequest, deps: TickDeps): Promise<RunReport> {
  const { clock, log, sleep, onReport = async () => {} } = deps
  const startedAt = clock().getTime()
  for (let attempt = 0; ; attempt++) {
    const began = clock().getTime()
    const report = await runJob(job, request, deps)
    await onReport(report)
    const seconds = RETRY_AFTER_S[attempt]
    if (seconds === undefined || ![report, ...report.steps].some(({ status }) => status === 'failed')) return report
    const now = clock().getTime()
    if (now - startedAt + seconds * 1000 + (now - began) > TICK_MS) return report
    log('warn', 'job_comes_again', { run_id: report.runId, job: job.name, in_s: seconds })
    await sleep(seconds * 1000)
  }
}
