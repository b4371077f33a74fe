import { advancePopularity, planPopularity, recountPopularity } from '../../db/ranking/popularity.ts'
import { fenced, type PlannedJob } from '../../runs/job.ts'

/** Updates counts and popularity scores to the current hour. Touches only the skills for which something changes. */
export const refreshPopularity: PlannedJob = {
  name: 'refresh-popularity',
  leaseSeconds: 300,
  async run({ db, lease, now, renew }) {
    const { known, ...advanced } = fenced(await advancePopularity(db, lease, now))
    if (known) return { counts: advanced }
    await renew()
    return { counts: fenced(await recountPopularity(db, lease, now)) }
  },
  plan: ({ db, now }) => planPopularity(db, now),
}
