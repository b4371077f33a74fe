import { makePartitions } from '../db/operations/partitions.ts'
import type { PlannedJob, RunError, RunReport } from '../runs/job.ts'
import { reasonOf } from '../runs/run-job.ts'
import { buildSnapshots } from './build-snapshots.ts'
import { normalizeEvents } from './normalize-events.ts'
import { publishOutbox } from './publish-outbox.ts'
import { refreshPopularity } from './refresh-popularity.ts'
import { scoreSkillsJob } from './score-skills.ts'

/** The steps of a tick, in order. Each builds on what the previous one wrote. */
export const BATCH_STEPS: readonly PlannedJob[] = [
  normalizeEvents,
  refreshPopularity,
  scoreSkillsJob,
  buildSnapshots,
  publishOutbox,
]

/**
 * Runs all steps under one lease, so that two ticks never overlap: a tick that skipped a step could build boards from
 * scores that the other tick has not written yet. If a step fails, the later steps still run.
 */
export const batch: PlannedJob = {
  name: 'batch',
  leaseSeconds: 540,
  async run({ db, now, runStep, timeLeft }) {
    const unmade: RunError[] = []
    await makePartitions(db, now).catch((error) => unmade.push({ target: 'partitions', reason: reasonOf(error) }))
    const steps: RunReport[] = []
    for (const step of BATCH_STEPS) if (timeLeft() > 0) steps.push(await runStep(step))
    const having = (status: string) => steps.filter((report) => report.status === status).length
    const scored = steps.find(({ job }) => job === scoreSkillsJob.name)?.counts ?? {}
    const { processed = 0, failed = 0, categories = 0 } = scored
    return {
      counts: {
        steps: BATCH_STEPS.length,
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
