import { continueChange } from '../db/catalogue/upkeep/finish-changes.ts'
import { countUnfinished, listUnfinished, type Unfinished } from '../db/catalogue/upkeep/unfinished.ts'
import type { JobContext, PlannedJob, RunError } from '../runs/job.ts'
import { reasonOf } from '../runs/run-job.ts'

/** How many changes a run takes up, the oldest first. */
const CHANGES_A_RUN = 100

/**
 * Goes on with changes of the catalogue that concern too many skills for one request: page by page, each committed
 * separately. A change that fails leaves the others alone, and the next run tries it again.
 */
export const finishChanges: PlannedJob = {
  name: 'finish-changes',
  leaseSeconds: 300,
  async run(ctx) {
    const errors: RunError[] = []
    const counts = { pages: 0, finished: 0 }
    for (const change of await listUnfinished(ctx.db, { limit: CHANGES_A_RUN })) {
      const failure = await finish(ctx, change, counts)
      if (failure) errors.push({ target: `${change.action} ${change.subject}`, reason: failure })
    }
    return { counts, errors }
  },
  plan: async ({ db }) => ({ changes: await countUnfinished(db) }),
}

/** Works on one change as long as the run may go on. Returns why a page failed, else null. */
async function finish(
  { db, mayGoOn }: JobContext,
  change: Unfinished,
  counts: { pages: number; finished: number },
): Promise<string | null> {
  while (await mayGoOn()) {
    try {
      const isLeft = await continueChange(db, change)
      counts.pages++
      if (!isLeft) {
        counts.finished++
        return null
      }
    } catch (error) {
      return reasonOf(error)
    }
  }
  return null
}
