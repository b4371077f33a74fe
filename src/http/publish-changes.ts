import { createMiddleware } from 'hono/factory'
import { publishRound } from '../db/feed/publish.ts'
import { describeError } from '../log.ts'
import type { AppEnv } from './app-env.ts'

/** More than a write of an admin enqueues; what there is beyond it is the next tick's. */
const LIMIT = 1000

const READS = ['GET', 'HEAD', 'OPTIONS']

/** Brings what a write has enqueued into the feed once it is answered. What fails here is left to the next tick. */
export const publishChanges = createMiddleware<AppEnv>(async function publishChanges(c, next) {
  await next()
  if (READS.includes(c.req.method) || !c.res.ok) return
  const { log } = c.var
  const published = publishRound(c.var.db, LIMIT)
  c.executionCtx.waitUntil(published.catch((error) => log('warn', 'not_published_yet', describeError(error))))
})
