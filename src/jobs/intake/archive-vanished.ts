import { archiveVanishedSkills, countVanished, restoreReturnedSkills } from '../../db/catalogue/upkeep/vanished.ts'
import type { PlannedJob } from '../../runs/job.ts'
import { workInPages } from '../work-in-pages.ts'

const DAY_MS = 24 * 3_600_000
/** For how long a skill whose files have vanished stays listed, marked and without its text. */
const VANISHED_DAYS = 7
/** Each page is a transaction of its own, for which writers of the catalogue wait. */
const PAGE = 200

/** Archives skills that vanished from their sources 7 days ago, and restores those of them that are back. */
export const archiveVanished: PlannedJob = {
  name: 'archive-vanished',
  leaseSeconds: 300,
  async run(ctx) {
    const { db, now } = ctx
    return {
      counts: {
        restored: await workInPages(ctx, PAGE, (limit) => restoreReturnedSkills(db, limit)),
        archived: await workInPages(ctx, PAGE, (limit) => archiveVanishedSkills(db, { before: cutoff(now), limit })),
      },
    }
  },
  plan: ({ db, now }) => countVanished(db, cutoff(now)),
}

const cutoff = (now: Date) => new Date(now.getTime() - VANISHED_DAYS * DAY_MS)
