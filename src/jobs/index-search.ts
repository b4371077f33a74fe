import { countChangedSkills } from '../db/search/changed-skills.ts'
import { keepSearchCurrent } from '../db/search/keep-current.ts'
import type { PlannedJob } from '../runs/job.ts'

/** Brings search up to date: with the skills that changed, and now and then with what words mean. */
export const indexSearch: PlannedJob = {
  name: 'index-search',
  leaseSeconds: 540,
  run: async ({ db, mayGoOn }) => {
    const { stored, refused, placed } = await keepSearchCurrent(db, mayGoOn)
    const errors = refused.map(({ id, reason }) => ({ target: id, reason }))
    return { counts: { skills: stored, placed, failed: refused.length }, errors }
  },
  plan: async ({ db }) => ({ skills: await countChangedSkills(db) }),
}
