import { createMiddleware } from 'hono/factory'
import { publishRound } from '../db/feed/publish.ts'
import { describeError } from '../log.ts'
import { purgeEdge } from '../runs/purge-edge.ts'
import type { AppEnv } from './app-env.ts'
import { edgeOf } from './edge-of.ts'

/** More rows than one admin request enqueues. The next tick publishes any rest. */
const LIMIT = 1000

const READS = ['GET', 'HEAD', 'OPTIONS']

/** After the answer to a write, publishes its changes in the feed and purges the edge. What fails the next tick does again. */
export const publishChanges = createMiddleware<AppEnv>(async function publishChanges(c, next) {
  await next()
  if (READS.includes(c.req.method) || !c.res.ok) return
  const { db, log } = c.var
  const publish = async () => {
    await publishRound(db, LIMIT)
    const { errors } = await purgeEdge({ db, edge: edgeOf(c) })
    for (const { reason } of errors) log('warn', 'not_purged_yet', { reason })
  }
  c.executionCtx.waitUntil(publish().catch((error) => log('warn', 'not_published_yet', describeError(error))))
})
