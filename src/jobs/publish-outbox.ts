import { countWaiting, type Published, publishRound } from '../db/feed/publish.ts'
import type { PlannedJob } from '../runs/job.ts'

/** Outbox rows a round. */
export const ROUND = 10_000

/** Gives what was enqueued its place in the feed, in rounds that each commit alone. */
export const publishOutbox: PlannedJob = {
  name: 'publish-outbox',
  leaseSeconds: 300,
  async run({ db, timeLeft }) {
    const total: Published = { processed: 0, published: 0, unchanged: 0 }
    for (let more = true; more && timeLeft() > 0; ) {
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
