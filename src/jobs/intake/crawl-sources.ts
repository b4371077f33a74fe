import type { SourceSettings } from '../../config.ts'
import { attachPublication } from '../../db/authors/publications.ts'
import type { Db } from '../../db/connect.ts'
import {
  beginCrawl,
  type CrawlEnd,
  countDueSources,
  endCrawl,
  isNothingDue,
  listDueSources,
  readCrawledSource,
} from '../../db/intake/crawling/crawl-progress.ts'
import { chargeCrawls, readCrawlSpending } from '../../db/intake/crawling/crawl-spending.ts'
import { chargeBytes, findPayer, reserveBytes } from '../../db/intake/submitted.ts'
import {
  backoffMinutes,
  CRAWL_INTERVAL,
  intervalFor,
  minutesAfter,
  observeChange,
} from '../../domain/intake/crawl-schedule.ts'
import { cut, storable } from '../../domain/text/text.ts'
import { approveWaiting } from '../../intake/approve.ts'
import { crawl } from '../../intake/crawl.ts'
import { type Crawl, count } from '../../intake/crawl-context.ts'
import { lookAtDue } from '../../intake/github/look-at-due.ts'
import { crawlRequestsPerHour, SUBMITTED_BYTES } from '../../intake/live-limits.ts'
import { MAX_REQUESTS, type Outgoing, outgoing } from '../../intake/outgoing.ts'
import { CutOff, SourceFault } from '../../intake/source-fault.ts'
import {
  fenced,
  type Job,
  type JobContext,
  type JobResult,
  type PlannedJob,
  type RunError,
  type RunReport,
} from '../../runs/job.ts'
import { reasonOf } from '../../runs/run-job.ts'

const NAME = 'crawl-sources'
/** Few, so that what somebody asks for meanwhile comes next. */
const DUE_PER_QUERY = 10
/** What one source may take of a run whose sources were asked for. What is cut off goes behind the others. */
const ASKED_MS = 60_000
const MAX_ERROR = 500
/** Few, so that the 50 submissions of an address find some left while all are crawled at the same time. */
const BYTES_AT_ONCE = 2 * 1024 * 1024
const MAX_FAULTS = 50
const BYTES_USED_UP = 'Submissions have used up what may be read of them today. The crawl goes on after 00:00 UTC.'
const NO_RESULT = 'The last crawl ended without reporting a result.'

/**
 * Crawls the due sources one after the other, each under its own lease, as far as time and requests last; the next tick
 * continues. Once GitHub's rate limit is used up, only the other sources are crawled.
 */
export const crawlSources: PlannedJob = {
  name: NAME,
  leaseSeconds: 600,
  isIdle: ({ db, now }) => isNothingDue(db, { now, askedFor: false }),
  run: (ctx) => crawlDue(ctx, false),
  plan: async ({ db, now }) => ({ due: await countDueSources(db, { now, askedFor: false }) }),
}

/**
 * Crawls only the due sources that somebody has asked for, beside a long run of `crawlSources`. It goes on where the crawl
 * of a request was cut off or died.
 */
export const crawlAsked: PlannedJob = {
  name: 'crawl-asked',
  leaseSeconds: 300,
  isIdle: ({ db, now }) => isNothingDue(db, { now, askedFor: true }),
  run: (ctx) => crawlDue(ctx, true),
  plan: async ({ db, now }) => ({ due: await countDueSources(db, { now, askedFor: true }) }),
}

/** What a run may send: as much as an invocation of a Worker may, and as the crawls of this hour have left. */
async function crawlBudget(db: Db, settings: SourceSettings): Promise<number> {
  const perHour = crawlRequestsPerHour(settings)
  if (perHour === null) return MAX_REQUESTS
  return Math.min(MAX_REQUESTS, Math.max(perHour - (await readCrawlSpending(db)), 0))
}

async function crawlDue({ db, settings, now, timeLeft, runStep }: JobContext, askedFor: boolean): Promise<JobResult> {
  const maxRequests = await crawlBudget(db, settings)
  const out = outgoing({ settings, now, timeLeft, maxRequests })
  const steps: RunReport[] = []
  const looked = askedFor ? {} : await lookAtDue({ db, settings, now, out, most: maxRequests / 2 })
  const had = new Set<string>()
  const look = () =>
    listDueSources(db, { now, askedFor, limit: DUE_PER_QUERY, except: [...had], github: !out.github.isUsedUp() })
  // A list may add sources that are due at once.
  for (let due = await look(); due.length > 0 && !out.isSpent(); due = await look()) {
    for (const { id, type } of due) {
      if (out.isSpent()) break
      if (type === 'github' && out.github.isUsedUp()) continue
      had.add(id)
      steps.push(await runStep(crawlSource(id, out), { scope: id, ...(askedFor && { maxMs: ASKED_MS }) }))
    }
  }
  await chargeCrawls(db, out.used())
  const counts: Record<string, number> = { sources: steps.length, ...looked }
  for (const step of steps) count({ counts }, step.counts)
  return { counts, errors: steps.flatMap(({ errors }) => errors), steps }
}

/**
 * Crawls one source. With `shared` it is a step of a run: it uses the run's request limit, and crawls the source only
 * if it is still due. Without, it crawls the source whether due or not.
 */
export const crawlSource = (id: string, shared?: Outgoing): Job => ({
  name: NAME,
  leaseSeconds: 300,
  async run({ db, settings, now, lease, timeLeft, renew }) {
    const source = await readCrawledSource(db, id, shared && now)
    if (!source) return { counts: {} }
    const out = shared ?? outgoing({ settings, now, timeLeft })
    const usedBefore = out.used()
    const mayGoOn = () => timeLeft() > 0
    const files = { db, bucket: settings.FILES }
    const c: Crawl = { db, files, source, outgoing: out, lease, mayGoOn, renew, counts: {}, faults: [] }
    fenced(await beginCrawl(db, lease, source, { error: NO_RESULT, nextAt: afterDeath(c, now) }))
    const end = await withinBytes(c, now)
    fenced(await endCrawl(db, lease, source, end))
    count(c, { requests: out.used() - usedBefore })
    const failed = end.is === 'failed' ? [{ target: source.name, reason: end.error }] : []
    if (end.is === 'failed') count(c, { failed: 1 })
    return { counts: c.counts, errors: [...firstOf(c), ...failed] }
  },
})

/**
 * Crawls within what anonymous submissions may read a day, if it was nobody else who wanted this source. It reserves the bytes little by
 * little, so that crawls at the same time share what is left.
 */
async function withinBytes(c: Crawl, now: Date): Promise<CrawlEnd> {
  const { db, source, outgoing: out } = c
  const payer = source.isSubmitted ? await findPayer(db, source.id) : null
  if (payer === null) return endOf(c, now)
  const before = out.bytes()
  let reserved = 0
  const more = async () => {
    const bytes = await reserveBytes(db, { payer, most: SUBMITTED_BYTES, bytes: BYTES_AT_ONCE }).catch(
      (cause: unknown) => {
        // It is not the source's fault.
        throw new CutOff('No bytes could be reserved.', { cause })
      },
    )
    reserved += bytes
    return bytes
  }
  out.limitBytes({ more, fault: new SourceFault('rate_limited', BYTES_USED_UP, { retryAfterS: payer.retryAfterS }) })
  try {
    return await endOf(c, now)
  } finally {
    out.limitBytes(null)
    await chargeBytes(db, payer, out.bytes() - before - reserved)
  }
}

/** Returns the time `minutes` from now, or null if the source is not on a schedule. */
const after = ({ source }: Crawl, now: Date, minutes: number) =>
  source.intervalMinutes === null ? null : minutesAfter(now, minutes)

const afterFailure = (c: Crawl, now: Date) => {
  const { failures, intervalMinutes } = c.source
  return after(c, now, backoffMinutes(failures + 1, intervalMinutes ?? CRAWL_INTERVAL.default))
}

/** A request may be cut off at any time. What it was asked for is due at once, but not again and again. */
const afterDeath = (c: Crawl, now: Date) =>
  c.source.askedAt !== null && c.source.failures === 0 ? null : afterFailure(c, now)

/** Crawls, and returns how the crawl ended. An error that is not the source's fault is recorded and rethrown. */
async function endOf(c: Crawl, now: Date): Promise<CrawlEnd> {
  const { source, faults } = c
  try {
    const { etag, isPartial = false, note, commit, pushedAt } = await crawl(c)
    // Approval may have been switched off meanwhile.
    if (source.autoApprove && !source.isMissing && (await readCrawledSource(c.db, source.id))?.autoApprove)
      count(c, await approveWaiting(c.files, source.id, c.mayGoOn))
    else if (await isPublished(c, commit ?? null))
      count(c, { published: 1, ...(await approveWaiting(c.files, source.id, c.mayGoOn, { mustPass: true })) })
    const error = note ?? describeFaults(faults)
    const changes = source.changes && observeChange(source.changes, now, hasChanged(c))
    const nextAt = after(c, now, changes ? intervalFor(changes) : (source.intervalMinutes ?? 0))
    const taken = faults.length > 0 ? { etag: null, pushedAt: null } : { etag, pushedAt }
    return { is: 'complete', error, nextAt, isPartial, changes, ...taken }
  } catch (error) {
    if (error instanceof CutOff) {
      count(c, { cut_off: 1 })
      return { is: 'cut_off', error: source.error, nextAt: after(c, now, 0) }
    }
    const nextAt = afterFailure(c, now)
    if (!(error instanceof SourceFault)) {
      const end = { is: 'failed', error: shortened(reasonOf(error)), nextAt, gone: false } as const
      // If this write fails too, the failure recorded at the beginning stands.
      await endCrawl(c.db, c.lease, source, end).catch(() => null)
      throw error
    }
    if (error.kind === 'rate_limited') {
      count(c, { rate_limited: 1 })
      return { is: 'waiting', error: error.message, nextAt: after(c, now, (error.retryAfterS ?? 0) / 60) }
    }
    return { is: 'failed', error: shortened(error.message), nextAt, gone: error.kind === 'gone' }
  }
}

/** True if the owner of the source has published what was read: by a workflow this commit, or a catalogue just now. */
async function isPublished(c: Crawl, commit: string | null): Promise<boolean> {
  const { id, githubId, owner, isMissing } = c.source
  if (isMissing) return false
  if (c.source.isPublished) return owner === null
  if (githubId === null || commit === null) return false
  await c.renew()
  const isAttached = await attachPublication(c.db, { sourceId: id, repositoryId: githubId, commit })
  // Whoever has the repository does not speak for the publisher whom an admin has named.
  return isAttached && owner === null
}

/** True if a crawl has found anything new, other or gone. */
const hasChanged = ({ counts }: Crawl) =>
  ['created', 'changed', 'vanished', 'returned', 'sources_added'].some((name) => (counts[name] ?? 0) > 0)

/** Returns the first faults one by one, and the number of the others. */
function firstOf({ source, faults }: Crawl): RunError[] {
  const rest = faults.length - MAX_FAULTS
  if (rest <= 0) return faults
  return [...faults.slice(0, MAX_FAULTS), { target: source.name, reason: `${rest} more were left out.` }]
}

const shortened = (text: string) => cut(storable(text), MAX_ERROR)

function describeFaults(faults: readonly RunError[]): string | null {
  const [first] = faults
  if (!first) return null
  const more = faults.length > 1 ? ` and ${faults.length - 1} more` : ''
  return shortened(`Left out: ${first.target} (${first.reason})${more}`)
}
