import { isRowFault } from '../../db/errors.ts'
import { halve } from '../../db/halve.ts'
import { listBoards, planSnapshots, type Rebuilt, rebuildSnapshots } from '../../db/ranking/snapshots.ts'
import { fenced, type JobContext, type PlannedJob } from '../../runs/job.ts'
import { reasonOf } from '../../runs/run-job.ts'

/**
 * Rebuilds today's boards from the current scores. A board that cannot be built keeps its old entries and does not
 * affect the others.
 */
export const buildSnapshots: PlannedJob = {
  name: 'build-snapshots',
  leaseSeconds: 300,
  async run(ctx) {
    try {
      return { counts: { ...fenced(await rebuildSnapshots(ctx.db, ctx.lease, { now: ctx.now })), failed: 0 } }
    } catch (error) {
      if (!isRowFault(error)) throw error
      return isolateRefused(ctx)
    }
  },
  plan: ({ db }) => planSnapshots(db),
}

async function isolateRefused({ db, lease, now, renew }: JobContext) {
  const { results, refused } = await halve(await listBoards(db), async (only) => {
    await renew()
    return fenced(await rebuildSnapshots(db, lease, { now, only }))
  })
  const sum = (of: keyof Rebuilt) => results.reduce((total, part) => total + part[of], 0)
  return {
    counts: { boards: sum('boards'), entries: sum('entries'), changed: sum('changed'), failed: refused.length },
    errors: refused.map(({ item, error }) => ({ target: `board:${item}`, reason: reasonOf(error) })),
  }
}
