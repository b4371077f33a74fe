import { advancePopularity, recountPopularity } from '../db/queries/popularity.ts'
import { fenced, type Job } from './job.ts'

/** Brings the counts and the popularity score of every skill up to the present hour. */
export const refreshPopularity: Job = {
  name: 'refresh-popularity',
  leaseSeconds: 300,
  async run({ db, lease, now }) {
    const { known, ...advanced } = fenced(await advancePopularity(db, lease, now))
    return { counts: known ? advanced : fenced(await recountPopularity(db, lease, now)) }
  },
}
