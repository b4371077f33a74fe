import { type Published, publishRound } from '../db/queries/publish.ts'
import type { Job } from './job.ts'

/** Outbox rows a round. */
export const ROUND = 10_000

/** Gives what was enqueued its place in the feed, in rounds that each commit alone. */
export const publishOutbox: Job = {
  name: 'publish-outbox',
  leaseSeconds: 300,
  async run({ db, timeLeft }) {
    const total: Published = { processed: 0, published: 0, unchanged: 0 }
    while (timeLeft() > 0) {
      const done = await publishRound(db, ROUND)
      total.processed += done.processed
      total.published += done.published
      total.unchanged += done.unchanged
      if (done.processed === 0) break
    }
    return { counts: total }
  },
}
