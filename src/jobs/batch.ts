import { type DailyWork, findDailyWork, makePartitionsAndFindWork } from '../db/ranking/daily/work.ts'
import type { JobContext, PlannedJob, RunError, RunReport } from '../runs/job.ts'
import { reasonOf } from '../runs/run-job.ts'
import { publishOutbox } from './publish-outbox.ts'
import { buildDailyBoard } from './ranking/build-daily-board.ts'
import { buildSnapshots } from './ranking/build-snapshots.ts'
import { closeDay, stepsToCloseDay } from './ranking/close-day.ts'
import { normalizeEvents } from './ranking/normalize-events.ts'
import { refreshPopularity } from './ranking/refresh-popularity.ts'
import { scoreSkillsJob } from './ranking/score-skills.ts'

const AFTER_EVENTS: readonly PlannedJob[] = [refreshPopularity, scoreSkillsJob, buildSnapshots, publishOutbox]

/**
 * The steps of a tick, in order; each builds on what the previous one wrote. The last one runs only once a day is over: then it
 * comes after the events, before the steps of the new day.
 */
export const BATCH_STEPS: readonly PlannedJob[] = [normalizeEvents, ...AFTER_EVENTS, buildDailyBoard]

/**
 * Runs all steps under one lease, so that two ticks never overlap: a tick that skipped a step could build boards from
 * scores that the other tick has not written yet. If a step fails, the later steps still run.
 */
export const batch: PlannedJob = {
  name: 'batch',
  leaseSeconds: 540,
  async run(ctx) {
    const { work, unmade } = await begin(ctx)
    const closing = stepsToCloseDay(work)
    const due = [normalizeEvents, ...closing, ...AFTER_EVENTS]
    const steps = await runInOrder(ctx, [normalizeEvents])
    const closed = await closeDay(ctx, work, closing)
    steps.push(...closed.steps, ...(closed.isHeldUp ? [] : await runInOrder(ctx, AFTER_EVENTS)))
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
      errors: [...unmade, ...closed.errors, ...steps.flatMap((report) => report.errors)],
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

/** Without its partitions a tick still goes on: their rows go to the DEFAULT ones. */
async function begin({ db, now }: JobContext): Promise<{ work: DailyWork; unmade: RunError[] }> {
  try {
    return { work: await makePartitionsAndFindWork(db, now), unmade: [] }
  } catch (error) {
    return { work: await findDailyWork(db, now), unmade: [{ target: 'partitions', reason: reasonOf(error) }] }
  }
}

async function runInOrder(ctx: JobContext, due: readonly PlannedJob[]): Promise<RunReport[]> {
  const steps: RunReport[] = []
  for (const step of due) if (ctx.timeLeft() > 0) steps.push(await ctx.runStep(step, { isFollowed: true }))
  return steps
}
