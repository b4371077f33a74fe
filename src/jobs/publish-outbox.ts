import { countWaiting, type Published, publishRound } from '../db/feed/publish.ts'
import type { PlannedJob } from '../runs/job.ts'

/** Outbox rows per round. */
export const ROUND = 10_000

/** Publishes the outbox: gives its rows their places in the feed, in rounds that commit separately. */
export const publishOutbox: PlannedJob = {
  name: 'publish-outbox',
  leaseSeconds: 300,
  async run({ db, mayGoOn }) {
    const total: Published = { processed: 0, published: 0, unchanged: 0 }
    for (let more = true; more && (await mayGoOn()); ) {
      const round = await publishRound(db, ROUND)
      total.processed += round.processed
      total.published += round.published
      total.unchanged += round.unchanged
      more = round.more
    }
    return { counts: total }
  },
  plan: async ({ db }) => ({ waiting: await countWaiting(db) }),
}
