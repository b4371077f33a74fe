import { createMiddleware } from 'hono/factory'
import { cleanPendingLists } from '../db/operations/pending-lists.ts'
import { describeError } from '../log.ts'
import type { AppEnv } from './app-env.ts'

/** Has the search's indexes sort in the words of the skills that a write has changed, once it is answered. What fails here is autovacuum's. */
export const sortInWords = createMiddleware<AppEnv>(async function sortInWords(c, next) {
  await next()
  if (c.req.method === 'GET' || c.req.method === 'HEAD' || !c.res.ok) return
  const { log } = c.var
  const cleaned = cleanPendingLists(c.var.db)
  c.executionCtx.waitUntil(cleaned.catch((error) => log('warn', 'words_not_sorted_yet', describeError(error))))
})
