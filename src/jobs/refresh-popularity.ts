import { recountPopularity } from '../db/queries/popularity.ts'
import { fenced, type Job } from './job.ts'

/** Brings the counts and the popularity score of every skill up to the present hour. */
export const refreshPopularity: Job = {
  name: 'refresh-popularity',
  leaseSeconds: 300,
  run: async ({ db, lease, now }) => ({ counts: fenced(await recountPopularity(db, lease, now)) }),
}
