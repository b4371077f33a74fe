import { rebuildSnapshots } from '../db/queries/snapshots.ts'
import { fenced, type Job } from './job.ts'

/** Rebuilds today's boards from the present scores. */
export const buildSnapshots: Job = {
  name: 'build-snapshots',
  leaseSeconds: 300,
  run: async ({ db, lease, now }) => ({ counts: fenced(await rebuildSnapshots(db, lease, now)) }),
}
