import { createMiddleware } from 'hono/factory'
import { publishRound } from '../db/feed/publish.ts'
import { describeError } from '../log.ts'
import type { AppEnv } from './app-env.ts'

/** More rows than one admin request enqueues. The next tick publishes any rest. */
const LIMIT = 1000

const READS = ['GET', 'HEAD', 'OPTIONS']

/** After the answer to a write, publishes its changes in the feed. If that fails, the next tick does it. */
export const publishChanges = createMiddleware<AppEnv>(async function publishChanges(c, next) {
  await next()
  if (READS.includes(c.req.method) || !c.res.ok) return
  const { log } = c.var
  const published = publishRound(c.var.db, LIMIT)
  c.executionCtx.waitUntil(published.catch((error) => log('warn', 'not_published_yet', describeError(error))))
})
