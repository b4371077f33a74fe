import {
  type CrawlEnd,
  countDueSources,
  endCrawl,
  listDueSources,
  readCrawledSource,
} from '../db/queries/crawled-sources.ts'
import { backoffMinutes, CRAWL_INTERVAL, minutesAfter } from '../domain/crawl.ts'
import { approveWaiting } from '../sources/approve.ts'
import { type Crawl, crawl } from '../sources/crawl.ts'
import { type Outgoing, outgoing } from '../sources/outgoing.ts'
import { CutOff, SourceFault } from '../sources/source-fault.ts'
import { count } from '../sources/tally.ts'
import { fenced, type Job, type PlannedJob, type RunError, type RunReport } from './job.ts'

const NAME = 'crawl-sources'
const DUE_A_LOOK = 50
const MAX_ERROR = 500

/**
 * Crawls the sources that are due, one after the other, each under its own lease; what time or requests do not suffice for is left to
 * the next tick. Once GitHub wants to be left alone, the others still have their turn.
 */
export const crawlSources: PlannedJob = {
  name: NAME,
  leaseSeconds: 600,
  async run({ db, settings, now, timeLeft, runStep }) {
    const out = outgoing({ settings, now, timeLeft })
    const steps: RunReport[] = []
    const had = new Set<string>()
    const look = () => listDueSources(db, { now, limit: DUE_A_LOOK, except: [...had], github: !out.github.isUsedUp() })
    // A list that has its turn may bring sources that are due at once.
    for (let due = await look(); due.length > 0 && !out.isSpent(); due = await look()) {
      for (const { id, type } of due) {
        if (out.isSpent()) break
        if (type === 'github' && out.github.isUsedUp()) continue
        had.add(id)
        steps.push(await runStep(crawlSource(id, out), id))
      }
    }
    const counts: Record<string, number> = { sources: steps.length }
    for (const step of steps) count({ counts }, step.counts)
    return { counts, errors: steps.flatMap(({ errors }) => errors), steps }
  },
  plan: async ({ db, now }) => ({ due: await countDueSources(db, now) }),
}

/** Crawls one source, due or not; as a step of a run that bounds what may be asked, or alone. */
export const crawlSource = (id: string, shared?: Outgoing): Job => ({
  name: NAME,
  leaseSeconds: 300,
  async run({ db, settings, now, lease, timeLeft, renew }) {
    const source = await readCrawledSource(db, id)
    if (!source) return { counts: {} }
    const out = shared ?? outgoing({ settings, now, timeLeft })
    const usedBefore = out.used()
    const mayGoOn = () => timeLeft() > 0
    const c: Crawl = { db, source, outgoing: out, lease, mayGoOn, renew, counts: {}, faults: [] }
    const end = await endOf(c, now)
    if (end) fenced(await endCrawl(db, lease, source, end))
    count(c, { requests: out.used() - usedBefore })
    const failed = end?.is === 'failed' ? [{ target: source.name, reason: end.error }] : []
    return { counts: c.counts, errors: [...c.faults, ...failed] }
  },
})

/** Crawls, and says how that ended; null where the source stays due as it is. Throws what is our own fault. */
async function endOf(c: Crawl, now: Date): Promise<CrawlEnd | null> {
  const { source, faults } = c
  const interval = source.intervalMinutes
  const after = (minutes: number) => (interval === null ? null : minutesAfter(now, minutes))
  try {
    const { etag, note } = await crawl(c)
    if (source.autoApprove) count(c, await approveWaiting(c.db, source.id, c.mayGoOn))
    const error = note ?? describeFaults(faults)
    return { is: 'complete', etag: faults.length > 0 ? null : etag, error, nextAt: after(interval ?? 0) }
  } catch (error) {
    if (error instanceof CutOff) {
      count(c, { cut_off: 1 })
      return null
    }
    if (!(error instanceof SourceFault)) throw error
    if (error.kind === 'rate_limited') {
      count(c, { rate_limited: 1 })
      return { is: 'waiting', error: error.message, nextAt: after((error.retryAfterS ?? 0) / 60) }
    }
    const nextAt = after(backoffMinutes(source.failures + 1, interval ?? CRAWL_INTERVAL.default))
    return { is: 'failed', error: error.message.slice(0, MAX_ERROR), nextAt, gone: error.kind === 'gone' }
  }
}

function describeFaults(faults: readonly RunError[]): string | null {
  const [first] = faults
  if (!first) return null
  const more = faults.length > 1 ? ` and ${faults.length - 1} more` : ''
  return `Left out: ${first.target} (${first.reason})${more}`.slice(0, MAX_ERROR)
}
