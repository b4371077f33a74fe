import { readJobSettings } from '../../../src/config.ts'
import type { Db } from '../../../src/db/connect.ts'
import { buildSnapshots } from '../../../src/jobs/ranking/build-snapshots.ts'
import { scoreSkillsJob } from '../../../src/jobs/ranking/score-skills.ts'
import type { LogFields } from '../../../src/log.ts'
import type { Job, RunReport } from '../../../src/runs/job.ts'
import { type RunRequest, runJob } from '../../../src/runs/run-job.ts'
import { runWithRetries } from '../../../src/runs/run-with-retries.ts'

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

/** Scores and places what has changed, and builds the boards from that. Returns the report of the build. */
export async function buildBoards(db: Db, at = new Date()) {
  await runAt(db, scoreSkillsJob, at)
  return runAt(db, buildSnapshots, at)
}

/** A clock that moves only when it is told to. */
export function movableClock(at = new Date()) {
  let now = at.getTime()
  return {
    clock: () => new Date(now),
    move: (ms: number) => {
      now += ms
    },
  }
}

/**
 * Runs a job as a cron trigger does, with its retries, on a clock that moves only while it waits. `onWait` stands for what
 * happens meanwhile. Returns the last report, the seconds of each wait, and all reports.
 */
export async function tick(
  db: Db,
  job: Job,
  p: { onWait?: () => Promise<unknown>; time?: ReturnType<typeof movableClock> } = {},
) {
  const { clock, move } = p.time ?? movableClock()
  const waits: number[] = []
  const reports: RunReport[] = []
  const last = await runWithRetries(
    job,
    { trigger: 'cron' },
    {
      ...{ db, settings: readJobSettings({}), clock, random: Math.random, log: () => {} },
      sleep: async (ms) => {
        waits.push(ms / 1000)
        move(ms)
        await p.onWait?.()
      },
      onReport: async (report) => void reports.push(report),
    },
  )
  return { ...last, waits, reports }
}
