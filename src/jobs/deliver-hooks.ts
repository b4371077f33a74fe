import { claimDeliveries, countDue, makeDeliveries, recordAttempts } from '../db/authors/deliveries.ts'
import { runConcurrently } from '../domain/text/run-concurrently.ts'
import type { PlannedJob } from '../runs/job.ts'
import { postHook } from '../runs/post-hook.ts'

const CHANGES_A_PAGE = 1000
const SENT_A_PAGE = 20
/** A Worker may hold six connections, and one is the database's. */
const AT_ONCE = 5
/** A Worker may send only so many requests. */
const MAX_SENT = 400

/**
 * Tells authors by webhook what has happened to their skills since the last run, and sends again what did not arrive. A run that dies has
 * lost nothing: what was not recorded as sent is sent again, under the same id.
 */
export const deliverHooks: PlannedJob = {
  name: 'deliver-hooks',
  leaseSeconds: 300,
  isIdle: async ({ db }) => {
    const { due, acts, changes } = await countDue(db)
    return due + acts + changes === 0
  },
  async run({ db, now, mayGoOn }) {
    const counts = { made: 0, delivered: 0, failed: 0 }
    for (let isMore = true; isMore && (await mayGoOn()); ) {
      const page = await makeDeliveries(db, CHANGES_A_PAGE)
      counts.made += page.made
      isMore = page.isMore
    }
    while (counts.delivered + counts.failed < MAX_SENT && (await mayGoOn())) {
      const due = await claimDeliveries(db, SENT_A_PAGE)
      if (due.length === 0) break
      const { results } = await runConcurrently(due, AT_ONCE, (one) => postHook(one, now))
      await recordAttempts(db, results)
      const failed = results.filter(({ error }) => error !== null).length
      counts.failed += failed
      counts.delivered += results.length - failed
    }
    return { counts }
  },
  plan: ({ db }) => countDue(db),
}
