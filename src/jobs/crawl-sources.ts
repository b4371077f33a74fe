import {
  beginCrawl,
  type CrawlEnd,
  countDueSources,
  endCrawl,
  listDueSources,
  readCrawledSource,
} from '../db/intake/crawl-progress.ts'
import { backoffMinutes, CRAWL_INTERVAL, minutesAfter } from '../domain/intake/crawl-schedule.ts'
import { cut, storable } from '../domain/text/text.ts'
import { approveWaiting } from '../intake/approve.ts'
import { crawl } from '../intake/crawl.ts'
import { type Crawl, count } from '../intake/crawl-context.ts'
import { type Outgoing, outgoing } from '../intake/outgoing.ts'
import { CutOff, SourceFault } from '../intake/source-fault.ts'
import { fenced, type Job, type PlannedJob, type RunError, type RunReport } from '../runs/job.ts'
import { reasonOf } from '../runs/run-job.ts'

const NAME = 'crawl-sources'
const DUE_A_LOOK = 50
const MAX_ERROR = 500
const MAX_FAULTS = 50
const WORDLESS = 'The last crawl ended without a word.'

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

/** Crawls one source: as a step of a run that bounds what may be asked, where it is still due; or alone, due or not. */
export const crawlSource = (id: string, shared?: Outgoing): Job => ({
  name: NAME,
  leaseSeconds: 300,
  async run({ db, settings, now, lease, timeLeft, renew }) {
    const source = await readCrawledSource(db, id, shared && now)
    if (!source) return { counts: {} }
    const out = shared ?? outgoing({ settings, now, timeLeft })
    const usedBefore = out.used()
    const mayGoOn = () => timeLeft() > 0
    const c: Crawl = { db, source, outgoing: out, lease, mayGoOn, renew, counts: {}, faults: [] }
    fenced(await beginCrawl(db, lease, source, { error: WORDLESS, nextAt: afterFailure(c, now) }))
    const end = await endOf(c, now)
    fenced(await endCrawl(db, lease, source, end))
    count(c, { requests: out.used() - usedBefore })
    const failed = end.is === 'failed' ? [{ target: source.name, reason: end.error }] : []
    return { counts: c.counts, errors: [...firstOf(c), ...failed] }
  },
})

/** `minutes` from now, for a source that is crawled by itself. */
const after = ({ source }: Crawl, now: Date, minutes: number) =>
  source.intervalMinutes === null ? null : minutesAfter(now, minutes)

const afterFailure = (c: Crawl, now: Date) => {
  const { failures, intervalMinutes } = c.source
  return after(c, now, backoffMinutes(failures + 1, intervalMinutes ?? CRAWL_INTERVAL.default))
}

/** Crawls, and says how that ended. What is our own fault is written down, and thrown. */
async function endOf(c: Crawl, now: Date): Promise<CrawlEnd> {
  const { source, faults } = c
  try {
    const { etag, note } = await crawl(c)
    // It may have been switched off meanwhile.
    if (source.autoApprove && (await readCrawledSource(c.db, source.id))?.autoApprove)
      count(c, await approveWaiting(c.db, source.id, c.mayGoOn))
    const error = note ?? describeFaults(faults)
    const nextAt = after(c, now, source.intervalMinutes ?? 0)
    return { is: 'complete', etag: faults.length > 0 ? null : etag, error, nextAt }
  } catch (error) {
    if (error instanceof CutOff) {
      count(c, { cut_off: 1 })
      return { is: 'cut_off', error: source.error, nextAt: after(c, now, 0) }
    }
    const nextAt = afterFailure(c, now)
    if (!(error instanceof SourceFault)) {
      const end = { is: 'failed', error: told(reasonOf(error)), nextAt, gone: false } as const
      // Where that cannot be written either, what was written at its beginning stands.
      await endCrawl(c.db, c.lease, source, end).catch(() => null)
      throw error
    }
    if (error.kind === 'rate_limited') {
      count(c, { rate_limited: 1 })
      return { is: 'waiting', error: error.message, nextAt: after(c, now, (error.retryAfterS ?? 0) / 60) }
    }
    return { is: 'failed', error: told(error.message), nextAt, gone: error.kind === 'gone' }
  }
}

/** The faults that are told of one by one, and how many others there were. */
function firstOf({ source, faults }: Crawl): RunError[] {
  const rest = faults.length - MAX_FAULTS
  if (rest <= 0) return faults
  return [...faults.slice(0, MAX_FAULTS), { target: source.name, reason: `${rest} more were left out.` }]
}

const told = (text: string) => cut(storable(text), MAX_ERROR)

function describeFaults(faults: readonly RunError[]): string | null {
  const [first] = faults
  if (!first) return null
  const more = faults.length > 1 ? ` and ${faults.length - 1} more` : ''
  return told(`Left out: ${first.target} (${first.reason})${more}`)
}
