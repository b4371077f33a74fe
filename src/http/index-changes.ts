import { createMiddleware } from 'hono/factory'
import { indexChangedSkills } from '../db/search/index-changed.ts'
import { describeError } from '../log.ts'
import type { AppEnv } from './app-env.ts'

const READS = ['GET', 'HEAD', 'OPTIONS']

/** After the answer to a write, lets search know the first skills that it changed. The next run of the job does the rest, and what fails. */
export const indexChanges = createMiddleware<AppEnv>(async function indexChanges(c, next) {
  await next()
  if (READS.includes(c.req.method) || !c.res.ok) return
  const { db, log } = c.var
  let pages = 1
  const indexed = indexChangedSkills(db, () => pages-- > 0)
  c.executionCtx.waitUntil(indexed.catch((error) => log('warn', 'not_indexed_yet', describeError(error))))
})
