import { type DailyWork, findDailyWork } from '../../db/ranking/daily/work.ts'
import type { JobContext, PlannedJob, RunError, RunReport } from '../../runs/job.ts'
import { buildDailyBoard } from './build-daily-board.ts'
import { refreshPopularity } from './refresh-popularity.ts'
import { scoreSkillsJob } from './score-skills.ts'

const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS

const GIVEN_UP = 'The day could not be closed within an hour of its end. The new day goes on without its boards.'

type Closed = { steps: RunReport[]; isHeldUp: boolean; errors: RunError[] }

/** The steps that count and score a day that has ended up to its end, and build its boards. */
export function stepsToCloseDay({ ended, unfinished }: DailyWork): PlannedJob[] {
  if (ended === null) return unfinished === null ? [] : [buildDailyBoard]
  const end = new Date(Date.parse(ended) + DAY_MS - 1)
  return [asOf(refreshPopularity, end), asOf(scoreSkillsJob, end), buildDailyBoard]
}

const asOf = (job: PlannedJob, now: Date): PlannedJob => ({ ...job, run: (ctx) => job.run({ ...ctx, now }) })

/**
 * Runs the steps that close a day. `isHeldUp`: the new day must not begin yet, because its counts would overwrite those of
 * a day that is not frozen. It waits for an hour; then it goes on, and a day that is not frozen is given up, as an error.
 */
export async function closeDay(ctx: JobContext, { ended }: DailyWork, due: readonly PlannedJob[]): Promise<Closed> {
  const steps: RunReport[] = []
  const mayWait = ctx.now.getTime() % DAY_MS < HOUR_MS
  for (const step of due) {
    if (ctx.timeLeft() <= 0) return { steps, isHeldUp: true, errors: [] }
    const report = await ctx.runStep(step, { isFollowed: true })
    steps.push(report)
    if (report.status === 'succeeded' || report.status === 'partial') continue
    if (mayWait) return { steps, isHeldUp: report.status === 'failed' || (await isUnfrozen(ctx, ended)), errors: [] }
    // Without the day's last events, its boards would be wrong even if the counts are at its last hour.
    if (step.name === refreshPopularity.name) break
  }
  if (!(await isUnfrozen(ctx, ended))) return { steps, isHeldUp: false, errors: [] }
  return { steps, isHeldUp: mayWait, errors: mayWait ? [] : [{ target: `boards of ${ended}`, reason: GIVEN_UP }] }
}

/** Whether the day that has ended still lacks what its boards are built from. */
async function isUnfrozen({ db, now }: JobContext, day: string | null): Promise<boolean> {
  return day !== null && (await findDailyWork(db, now)).ended === day
}
