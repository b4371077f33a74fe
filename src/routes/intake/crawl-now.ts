import type { Context } from 'hono'
import { chargeCrawls } from '../../db/intake/crawling/crawl-spending.ts'
import type { AppEnv } from '../../http/app-env.ts'
import { edgeOf } from '../../http/edge-of.ts'
import { indexNow } from '../../http/index-changes.ts'
import { publishNow } from '../../http/publish-changes.ts'
import { alertOnFailure } from '../../jobs/alert-on-failure.ts'
import { crawlSource } from '../../jobs/intake/crawl-sources.ts'
import { describeError } from '../../log.ts'
import type { RunReport } from '../../runs/job.ts'
import { runJob } from '../../runs/run-job.ts'
import { newTick, recordEndsLater } from '../../runs/tick.ts'

/** What goes on after the answer may last for half a minute. */
const MAX_MS = 25_000
/** Shorter than that of a tick: if the Worker dies, a tick goes on as soon as the lease has expired. */
const LEASE_SECONDS = 45

/**
 * Starts the crawl of a source that was asked for (`followRepository`) within a request. It goes on after the answer, or may be
 * waited for, and ends within `maxMs`. What it has changed is published and indexed before the promise resolves. What is
 * cut off, or finds another crawl under way (`skipped`), stays due: the next tick of `crawl-asked` does it.
 */
export function crawlNow(c: Context<AppEnv>, sourceId: string, { maxMs = MAX_MS } = {}): Promise<RunReport> {
  const { config, db, clock, random, sleep, log } = c.var
  const endsAt = clock().getTime() + maxMs
  const tick = newTick(random)
  const deps = { db, settings: config, clock, random, log, tick, edge: edgeOf(c) }
  const timeLeft = () => endsAt - clock().getTime()
  const job = { ...crawlSource(sourceId), leaseSeconds: LEASE_SECONDS }
  const later = (error: unknown) => log('warn', 'not_published_yet', describeError(error))
  const running = runJob(job, { trigger: 'request', scope: sourceId, timeLeft }, deps).then(async (report) => {
    const charged = chargeCrawls(db, report.counts.requests ?? 0)
    if (report.status !== 'skipped') await Promise.all([charged, publishNow(c), indexNow(c)]).catch(later)
    return report
  })
  c.executionCtx.waitUntil(
    running.then(async (report) => {
      await recordEndsLater(db, tick, sleep)
      await alertOnFailure(report, deps)
    }),
  )
  return running
}
