import type { Context } from 'hono'
import { publishRound } from '../db/feed/publish.ts'
import { purgeEdge } from '../runs/purge-edge.ts'
import { afterWrite } from './after-write.ts'
import type { AppEnv } from './app-env.ts'
import { edgeOf } from './edge-of.ts'

/** More rows than one admin request enqueues. The next tick publishes any rest. */
const LIMIT = 1000

/** Publishes what has changed in the feed, and purges the edge. What fails the next tick does again. */
export async function publishNow(c: Context<AppEnv>): Promise<void> {
  const { db, log } = c.var
  await publishRound(db, LIMIT)
  const { errors } = await purgeEdge({ db, edge: edgeOf(c) })
  for (const { reason } of errors) log('warn', 'not_purged_yet', { reason })
}

/** After the answer to a write, publishes its changes. */
export const publishChanges = afterWrite('not_published_yet', publishNow)
