import type { PlannedJob, RunReport } from '../../runs/job.ts'
import { describeStoredFolders } from './describe-folders.ts'
import { explainNewVersions } from './explain-versions.ts'
import { rereadStoredFiles } from './reread-files.ts'
import { scanFolders } from './scan-folders.ts'

/** Folders come first: what they are is part of how a file is judged. */
export const READING_STEPS: readonly PlannedJob[] = [
  describeStoredFolders,
  scanFolders,
  rereadStoredFiles,
  explainNewVersions,
]

/** Reads again what is stored and what better rules read differently. If a step fails, the next one still runs. */
export const readAgain: PlannedJob = {
  name: 'read-again',
  leaseSeconds: 600,
  async run(ctx) {
    const steps: RunReport[] = []
    for (const step of READING_STEPS) if (ctx.timeLeft() > 0) steps.push(await ctx.runStep(step, { isFollowed: true }))
    const counts = Object.assign({}, ...steps.map((report) => report.counts))
    return { counts, errors: steps.flatMap((report) => report.errors), steps }
  },
  plan: async (p) => Object.assign({}, ...(await Promise.all(READING_STEPS.map((step) => step.plan(p))))),
}
