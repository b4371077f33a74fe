import { readJobSettings } from '../../../src/config.ts'
import type { Db } from '../../../src/db/connect.ts'
import type { LogFields } from '../../../src/log.ts'
import type { Job } from '../../../src/runs/job.ts'
import { type RunRequest, runJob } from '../../../src/runs/run-job.ts'

/** Runs a job as a tick does, at a time that the test says; the log's lines are kept. */
export async function runAt(db: Db, job: Job, at = new Date(), request: Partial<RunRequest> = {}, settings = {}) {
  const lines: LogFields[] = []
  const report = await runJob(
    job,
    { trigger: 'cron', ...request },
    {
      db,
      settings: readJobSettings(settings),
      clock: () => at,
      random: Math.random,
      log: (level, event, fields) => lines.push({ level, event, ...fields }),
    },
  )
  return { ...report, lines }
}
