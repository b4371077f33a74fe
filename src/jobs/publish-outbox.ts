import { countWaiting, type Published, publishRound } from '../db/feed/publish.ts'
import { refoldPage } from '../db/feed/refold.ts'
import type { PlannedJob } from '../runs/job.ts'
import { purgeEdge } from '../runs/purge-edge.ts'

/** Outbox rows per round. */
export const ROUND = 10_000
/** Items of an older schema that are enqueued at once. */
const REFOLDED = 5000

/**
 * Publishes the outbox: gives its rows their places in the feed, in rounds that commit separately. With the time that is
 * left, enqueues items of an older schema again. Then purges what the edge cache still has of the skills that changed.
 */
export const publishOutbox: PlannedJob = {
  name: 'publish-outbox',
  leaseSeconds: 300,
  async run({ db, mayGoOn, edge }) {
    const total: Published = { processed: 0, published: 0, unchanged: 0 }
    for (let more = true; more && (await mayGoOn()); ) {
      const round = await publishRound(db, ROUND)
      total.processed += round.processed
      total.published += round.published
      total.unchanged += round.unchanged
      const [stale] = round.stale
      if (!round.more && stale) await refoldPage(db, stale, REFOLDED)
      more = round.more || stale !== undefined
    }
    const { counts, errors } = await purgeEdge({ db, edge })
    return { counts: { ...total, ...counts }, errors }
  },
  plan: async ({ db }) => ({ waiting: await countWaiting(db) }),
}
