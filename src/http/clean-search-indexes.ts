import { createMiddleware } from 'hono/factory'
import { cleanPendingLists } from '../db/operations/pending-lists.ts'
import { describeError } from '../log.ts'
import type { AppEnv } from './app-env.ts'

/**
 * After the answer to a write, merges the pending lists of the search indexes, which slow down every search until then.
 * If that fails, autovacuum does it.
 */
export const cleanSearchIndexes = createMiddleware<AppEnv>(async function cleanSearchIndexes(c, next) {
  await next()
  if (c.req.method === 'GET' || c.req.method === 'HEAD' || !c.res.ok) return
  const { log } = c.var
  const cleaned = cleanPendingLists(c.var.db)
  c.executionCtx.waitUntil(cleaned.catch((error) => log('warn', 'search_indexes_not_cleaned', describeError(error))))
})
