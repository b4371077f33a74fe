import { makePartitions } from '../db/operations/partitions.ts'
import { findDailyWork } from '../db/ranking/daily/work.ts'
import type { JobContext, PlannedJob, RunError, RunReport } from '../runs/job.ts'
import { reasonOf } from '../runs/run-job.ts'
import { buildDailyBoard } from './build-daily-board.ts'
import { buildSnapshots } from './build-snapshots.ts'
import { normalizeEvents } from './normalize-events.ts'
import { publishOutbox } from './publish-outbox.ts'
import { refreshPopularity } from './refresh-popularity.ts'
import { scoreSkillsJob } from './score-skills.ts'

const AFTER_EVENTS: readonly PlannedJob[] = [refreshPopularity, scoreSkillsJob, buildSnapshots, publishOutbox]

/**
 * The steps of a tick, in order; each builds on what the previous one wrote. The last one runs only once a day is over: then it
 * comes after the events, before the steps of the new day.
 */
export const BATCH_STEPS: readonly PlannedJob[] = [normalizeEvents, ...AFTER_EVENTS, buildDailyBoard]

const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS

/**
 * Runs all steps under one lease, so that two ticks never overlap: a tick that skipped a step could build boards from
 * scores that the other tick has not written yet. If a step fails, the later steps still run.
 */
export const batch: PlannedJob = {
  name: 'batch',
  leaseSeconds: 540,
  async run(ctx) {
    const unmade: RunError[] = []
    await makePartitions(ctx.db, ctx.now).catch((error) =>
      unmade.push({ target: 'partitions', reason: reasonOf(error) }),
    )
    const closing = await stepsToCloseDay(ctx)
    const due = [normalizeEvents, ...closing, ...AFTER_EVENTS]
    const steps: RunReport[] = []
    for (const step of due) {
      if (ctx.timeLeft() <= 0) break
      const report = await ctx.runStep(step, { isFollowed: true })
      steps.push(report)
      if (report.status === 'failed' && closing.includes(step) && mayWait(ctx.now)) break
    }
    const having = (status: string) => steps.filter((report) => report.status === status).length
    const scored = steps.findLast(({ job }) => job === scoreSkillsJob.name)?.counts ?? {}
    const { processed = 0, failed = 0, categories = 0 } = scored
    return {
      counts: {
        steps: due.length,
        succeeded: having('succeeded'),
        skipped: having('skipped'),
        processed,
        failed,
        categories,
      },
      errors: [...unmade, ...steps.flatMap((report) => report.errors)],
      steps,
    }
  },
  /** Plans each step as of now, without the work that the steps before it would create. */
  async plan(p) {
    const plans = await Promise.all(BATCH_STEPS.map(async (step) => [step.name, await step.plan(p)] as const))
    const named = plans.flatMap(([name, would]) => Object.entries(would).map(([what, n]) => [`${name}.${what}`, n]))
    return Object.fromEntries(named)
  },
}

/** Counts and scores a day that has ended up to its end, before its boards are built. */
async function stepsToCloseDay({ db, now }: JobContext): Promise<PlannedJob[]> {
  const { ended, unfinished } = await findDailyWork(db, now)
  if (ended === null) return unfinished === null ? [] : [buildDailyBoard]
  const end = new Date(Date.parse(ended) + DAY_MS - 1)
  return [asOf(refreshPopularity, end), asOf(scoreSkillsJob, end), buildDailyBoard]
}

const asOf = (job: PlannedJob, now: Date): PlannedJob => ({ ...job, run: (ctx) => job.run({ ...ctx, now }) })

/** For an hour, a new day waits for the boards of the old one. After that it goes on without them. */
const mayWait = (now: Date) => now.getTime() % DAY_MS < HOUR_MS
