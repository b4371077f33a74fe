import { indexChangedSkills } from '../db/search/index-changed.ts'
import { afterWrite } from './after-write.ts'

/** After the answer to a write, lets search know the first skills that it changed. The next run of the job does the rest, and what fails. */
export const indexChanges = afterWrite('not_indexed_yet', (c) => {
  let pages = 1
  return indexChangedSkills(c.var.db, () => pages-- > 0)
})
