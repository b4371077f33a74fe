import { countToScore, scoreSkills } from '../db/ranking/score-skills.ts'
import { fenced, type PlannedJob } from '../runs/job.ts'

/** Scores every listed skill against its category: power score, percentile, tier and ranks. */
export const scoreSkillsJob: PlannedJob = {
  name: 'score-skills',
  leaseSeconds: 300,
  async run({ db, lease, now }) {
    const { failures, ...counts } = fenced(await scoreSkills(db, lease, now))
    return { counts, errors: failures.map((id) => ({ target: id, reason: 'One of its stats is not a number.' })) }
  },
  plan: async ({ db }) => ({ skills: await countToScore(db) }),
}
