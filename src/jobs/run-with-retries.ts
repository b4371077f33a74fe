import type { Job, RunReport } from './job.ts'
import { type RunDeps, type RunRequest, runJob } from './run-job.ts'

/** When a run with something that failed is made again; after that it is left to the next tick. */
const RETRY_AFTER_S = [60, 120, 240]

/** Runs a job, and again after a while if it or a step of it failed. What had succeeded has little left to do then, and does it in its order. */
export async function runWithRetries(
  job: Job,
  request: RunRequest,
  deps: RunDeps & { sleep: (ms: number) => Promise<unknown> },
): Promise<RunReport> {
  let report = await runJob(job, request, deps)
  for (const seconds of RETRY_AFTER_S) {
    if (![report, ...report.steps].some(({ status }) => status === 'failed')) break
    deps.log('warn', 'job_comes_again', { run_id: report.runId, job: job.name, in_s: seconds })
    await deps.sleep(seconds * 1000)
    report = await runJob(job, request, deps)
  }
  return report
}
