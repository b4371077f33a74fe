import { countChangedSkills } from '../db/search/changed-skills.ts'
import { keepSearchCurrent } from '../db/search/keep-current.ts'
import type { PlannedJob } from '../runs/job.ts'

/** Brings search up to date: with the skills that changed, and now and then with what words mean. */
export const indexSearch: PlannedJob = {
  name: 'index-search',
  leaseSeconds: 540,
  run: async ({ db, mayGoOn }) => ({ counts: await keepSearchCurrent(db, mayGoOn) }),
  plan: async ({ db }) => ({ skills: await countChangedSkills(db) }),
}
