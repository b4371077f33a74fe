import { type Context, Hono } from 'hono'
import type * as z from 'zod'
import { findHandleOf } from '../../../db/authors/owned.ts'
import { listPublishedFiles, type PublishedFile } from '../../../db/authors/published-files.ts'
import { USES_PER_HOUR } from '../../../db/authors/used-tokens.ts'
import { readCrawledSource } from '../../../db/intake/crawling/crawl-progress.ts'
import { WHY_NOT, type WhyNot } from '../../../domain/authors/why-not-listed.ts'
import type { AppEnv } from '../../../http/app-env.ts'
import { requiredToken } from '../../../http/auth/author-auth.ts'
import { issuerIn } from '../../../http/auth/oidc/verify-oidc.ts'
import { ISSUER } from '../../../http/auth/token.ts'
import { privateNoStore } from '../../../http/cache-for.ts'
import { describe } from '../../../http/describe.ts'
import { Failure } from '../../../http/failure.ts'
import { rateLimit } from '../../../http/rate-limit.ts'
import { type ApprovalResult, explainWaiting } from '../../../intake/approve.ts'
import type { RunReport } from '../../../runs/job.ts'
import { placeOf } from '../../catalogue/versions/answer-file.ts'
import { crawlNow } from '../../intake/crawl-now.ts'
import { publishCatalog } from './catalog.ts'
import { publishCommit } from './commit.ts'
import type { Publishing } from './publishing.ts'
import { Published } from './schema.ts'

/** The crawl stops then. What is left the next tick does. */
const MAX_MS = 20_000

export const publish = new Hono<AppEnv>().use(privateNoStore, rateLimit('AUTHORS_LIMITER')).post(
  '/',
  describe({
    id: 'publishCommit',
    tag: 'authors',
    summary: 'Publish the last commit of a repository, or what a catalogue has now',
    details: `A repository is published by the OIDC token of its own workflow, a catalogue by the token of whoever has proven it. It is crawled at once. What the scan finds nothing in is listed without waiting for a review; of everything else the answer says why it waits. A workflow's token is good once, and each repository and catalogue may publish ${USES_PER_HOUR} times an hour.`,
    ok: [
      { schema: Published, means: 'The crawl is complete, and what it has listed can be installed.' },
      {
        status: 202,
        schema: Published,
        means:
          'Another crawl is running, or there is very much to read. The next tick continues, and the report grows.',
      },
    ],
    problems: [401, 403, 409, 422, 429, 503],
    security: [{ workflow: [] }, { author: [] }],
  }),
  async (c) => {
    const token = requiredToken(c)
    const publishing = await (issuerIn(token) === ISSUER ? publishCatalog : publishCommit)(c, token)
    const report = await crawlNow(c, publishing.sourceId, { maxMs: MAX_MS })
    if (report.status === 'failed' || report.counts.failed) throw failed(report, publishing)
    const isDone = report.status !== 'skipped' && !report.counts.cut_off && !report.counts.rate_limited
    const isListed = report.counts.published === 1
    // Only now: the crawl may have found that the account was renamed.
    const named = { ...publishing.place, publisher: await findHandleOf(c.var.db, publishing.author) }
    if (!isDone) return c.json({ ...named, status: 'going_on', items: [] } satisfies Body, 202)
    return c.json({ ...named, status: 'complete', items: await itemsOf(c, publishing, isListed) } satisfies Body)
  },
)

type Body = z.input<typeof Published>

/** The token of a catalogue's author can publish again, that of a workflow cannot. */
const failed = ({ errors }: RunReport, { place }: Publishing) =>
  new Failure(
    'unavailable',
    `The source could not be read. ${errors.at(-1)?.reason ?? ''} ${place.catalog === null ? 'Ask for a new token and try again.' : 'Try again.'}`,
    { headers: { 'Retry-After': '60' } },
  )

async function itemsOf(c: Context<AppEnv>, publishing: Publishing, isListed: boolean): Promise<Body['items']> {
  const { sourceId } = publishing
  const otherwise = isListed ? 'later' : await whyNothingIsListed(c, publishing)
  const files = await listPublishedFiles(c.var.db, sourceId)
  const isWaiting = files.some(({ state }) => state === 'waiting')
  const waiting = isWaiting ? await explainWaiting(placeOf(c), sourceId) : new Map<string, ApprovalResult>()
  return files.map(({ rawId, parseStatus, held, state, ...file }) => {
    const why = whyNot({ state, parseStatus, held }, waiting.get(rawId), otherwise)
    return { ...file, state, why, message: why && WHY_NOT[why] }
  })
}

/** An admin may have said that a source approves by itself, or whose skills it has. Else it may have changed during the crawl. */
async function whyNothingIsListed(
  c: Context<AppEnv>,
  { sourceId, unlisted, requireSame }: Publishing,
): Promise<WhyNot> {
  const source = await readCrawledSource(c.var.db, sourceId)
  if (source?.autoApprove) return 'later'
  if (source?.owner != null) return 'assigned'
  await requireSame()
  return unlisted ?? 'later'
}

type State = Pick<PublishedFile, 'state' | 'parseStatus' | 'held'>

function whyNot(
  { state, parseStatus, held }: State,
  result: ApprovalResult | undefined,
  otherwise: WhyNot,
): WhyNot | null {
  if (state === 'listed') return null
  if (held === 'handed_over' && (state === 'waiting' || state === 'rejected')) return held
  if (state !== 'waiting') return state
  if (parseStatus !== 'ok') return 'repaired'
  if (held !== null) return 'rejected_before'
  if (!result) return 'later'
  if ('skillId' in result) return otherwise
  const { outcome, why } = result
  if (why) return why
  return outcome === 'malicious' || outcome === 'taken' || outcome === 'unloadable' || outcome === 'refused'
    ? outcome
    : 'later'
}
