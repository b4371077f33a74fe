import type { Context } from 'hono'
import { indexChangedSkills } from '../db/search/index-changed.ts'
import { afterWrite } from './after-write.ts'
import type { AppEnv } from './app-env.ts'

/** Lets search know the first skills that have changed. The next run of the job does the rest. */
export function indexNow(c: Context<AppEnv>): Promise<unknown> {
  let pages = 1
  return indexChangedSkills(c.var.db, () => pages-- > 0)
}

/** After the answer to a write, lets search know what it changed. */
export const indexChanges = afterWrite('not_indexed_yet', indexNow)
