import { archiveVanishedSkills, countVanished, restoreReturnedSkills } from '../db/catalogue/vanished.ts'
import type { JobContext, PlannedJob } from '../runs/job.ts'

const DAY_MS = 24 * 3_600_000
/** For how long a skill whose files have vanished stays listed, marked and without its text. */
const VANISHED_DAYS = 7
/** Each page is a transaction of its own. */
const PAGE = 500

/** Archives skills that vanished from their sources 7 days ago, and restores those of them that are back. */
export const archiveVanished: PlannedJob = {
  name: 'archive-vanished',
  leaseSeconds: 300,
  async run(ctx) {
    const { db, now } = ctx
    return {
      counts: {
        restored: await inPages(ctx, () => restoreReturnedSkills(db, PAGE)),
        archived: await inPages(ctx, () => archiveVanishedSkills(db, { before: cutoff(now), limit: PAGE })),
      },
    }
  },
  plan: ({ db, now }) => countVanished(db, cutoff(now)),
}

const cutoff = (now: Date) => new Date(now.getTime() - VANISHED_DAYS * DAY_MS)

/** Goes on page by page. What is left when the time is over is done by the next run. */
async function inPages({ mayGoOn }: JobContext, settlePage: () => Promise<number>): Promise<number> {
  let total = 0
  while (await mayGoOn()) {
    const settled = await settlePage()
    total += settled
    if (settled < PAGE) break
  }
  return total
}
