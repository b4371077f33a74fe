import { type Context, Hono } from 'hono'
import type * as z from 'zod'
import { recordPublication } from '../../db/authors/publications.ts'
import { listPublishedFiles, type PublishedFile } from '../../db/authors/published-files.ts'
import { USES_PER_HOUR, useToken } from '../../db/authors/used-tokens.ts'
import { findHandle } from '../../db/catalogue/publishers.ts'
import { readCrawledSource } from '../../db/intake/crawl-progress.ts'
import { followRepository } from '../../db/intake/follow-repository.ts'
import { authorName } from '../../domain/authors/author.ts'
import { WHY_NOT, type WhyNot } from '../../domain/authors/why-not-listed.ts'
import type { AppEnv } from '../../http/app-env.ts'
import { askGithub } from '../../http/ask-github.ts'
import { requiredToken } from '../../http/auth/author-auth.ts'
import { type ProvenByToken, proveByToken, replayed } from '../../http/auth/oidc/prove-repository.ts'
import { issuerIn } from '../../http/auth/oidc/verify-oidc.ts'
import { ISSUER } from '../../http/auth/token.ts'
import { privateNoStore } from '../../http/cache-for.ts'
import { describe } from '../../http/describe.ts'
import { Failure, found } from '../../http/failure.ts'
import { rateLimit } from '../../http/rate-limit.ts'
import { type ApprovalResult, explainWaiting } from '../../intake/approve.ts'
import { findHead } from '../../intake/github/github.ts'
import { recognise } from '../../intake/github/recognise.ts'
import type { RunReport } from '../../runs/job.ts'
import { placeOf } from '../catalogue/answer-file.ts'
import { crawlNow } from '../intake/crawl-now.ts'
import { Published } from './publish-schema.ts'

/** The crawl stops then. What is left the next tick does. */
const MAX_MS = 20_000

export const publish = new Hono<AppEnv>().use(privateNoStore, rateLimit('AUTHORS_LIMITER')).post(
  '/',
  describe({
    id: 'publishCommit',
    tag: 'authors',
    summary: 'Publish the last commit of a repository from its own workflow',
    details: `Crawls the repository at once. What the scan finds nothing in is listed without waiting for a review; of everything else the answer says why it waits. A token is good once, and a repository may publish ${USES_PER_HOUR} times an hour.`,
    ok: [
      { schema: Published, means: 'The crawl is complete, and what it has listed can be installed.' },
      {
        status: 202,
        schema: Published,
        means: 'Another crawl is under way, or there is much to read: a tick goes on. The report fills meanwhile.',
      },
    ],
    problems: [401, 403, 409, 429, 503],
    security: [{ workflow: [] }],
  }),
  async (c) => {
    const text = requiredToken(c)
    if (issuerIn(text) === ISSUER)
      throw new Failure('forbidden', 'Only the OIDC token of a workflow publishes, as it names the commit and the run.')
    const proven = await proveByToken(c, text)
    requireHead(proven)
    await takeToken(c, proven)
    const { author } = proven
    const { fullName, id } = author.repository
    const source = await followRepository(c.var.db, { repo: fullName, id })
    if (source.isStopped) throw new Failure('forbidden', `An admin has stopped the crawls of ${fullName}.`)
    const crawled = await readCrawledSource(c.var.db, source.id)
    if (crawled) await recognise(c.var.db, crawled, proven.repository)
    const { run } = author
    if (!run) throw new Error('A token of a workflow always has a run.')
    const editor = { name: authorName(author), requestId: c.var.requestId }
    await recordPublication(c.var.db, editor, { sourceId: source.id, repository: author.repository, run })
    const report = await crawlNow(c, source.id, { maxMs: MAX_MS })
    if (report.status === 'failed') throw failed(report)
    const isDone = report.status !== 'skipped' && !report.counts.cut_off
    const isListed = report.counts.published === 1
    // The crawl may have found that the account was renamed.
    const publisher = found(await findHandle(c.var.db, author.repository.ownerId), 'publisher', fullName)
    if (!isDone) return c.json(goesOn(proven, publisher), 202)
    return c.json({
      ...addressesOf(proven, publisher),
      ...(await itemsOf(c, proven, { sourceId: source.id, isListed })),
    })
  },
)

function requireHead({ author, token, head, repository }: ProvenByToken): void {
  if (token.claims.sha === head) return
  throw new Failure(
    'stale_commit',
    `The workflow ran for the commit ${token.claims.sha}, but ${repository.defaultBranch} of ${author.repository.fullName} is at ${head} by now. The workflow of that commit publishes it.`,
  )
}

async function takeToken(c: Context<AppEnv>, { token }: ProvenByToken): Promise<void> {
  const { jti, exp, repository_id: repositoryId } = token.claims
  const expiresAt = new Date(exp * 1000)
  const outcome = await useToken(c.var.db, { issuer: token.issuer, jti, repositoryId, expiresAt })
  if (outcome === 'used') throw replayed()
  if (outcome === 'too_many')
    throw new Failure('rate_limited', `The repository has published ${USES_PER_HOUR} times within an hour.`, {
      headers: { 'Retry-After': '600' },
    })
}

const failed = ({ errors }: RunReport) =>
  new Failure(
    'unavailable',
    `The repository could not be read. ${errors[0]?.reason ?? ''} Ask for a new token and try again.`,
    {
      headers: { 'Retry-After': '60' },
    },
  )

type Body = z.input<typeof Published>

const addressesOf = ({ author, token }: ProvenByToken, publisher: string) => {
  const { fullName: repository } = author.repository
  const place = `/repositories/${repository}`
  return { repository, publisher, commit: token.claims.sha, report: `/v1${place}`, page: place }
}

const goesOn = (proven: ProvenByToken, publisher: string): Body => ({
  ...addressesOf(proven, publisher),
  ...{ status: 'going_on', items: [] },
})

async function itemsOf(
  c: Context<AppEnv>,
  proven: ProvenByToken,
  { sourceId, isListed }: { sourceId: string; isListed: boolean },
): Promise<Pick<Body, 'status' | 'items'>> {
  const otherwise = isListed ? 'later' : await whyNothingIsListed(c, proven, sourceId)
  const files = await listPublishedFiles(c.var.db, sourceId)
  const isWaiting = files.some(({ state }) => state === 'waiting')
  const waiting = isWaiting ? await explainWaiting(placeOf(c), sourceId) : new Map<string, ApprovalResult>()
  const items = files.map(({ rawId, parseStatus, state, ...file }) => {
    const why = whyNot({ state, parseStatus }, waiting.get(rawId), otherwise)
    return { ...file, state, why, message: why && WHY_NOT[why] }
  })
  return { status: 'complete', items }
}

/** An admin may have said that a source approves by itself, or whose skills it has. Else somebody has pushed during the crawl. */
async function whyNothingIsListed(c: Context<AppEnv>, proven: ProvenByToken, sourceId: string): Promise<WhyNot> {
  const source = await readCrawledSource(c.var.db, sourceId)
  if (source?.autoApprove) return 'later'
  if (source?.owner != null) return 'assigned'
  const head = await askGithub(c, (api) => findHead(api, proven.repository))
  requireHead({ ...proven, head: head ?? '' })
  return 'later'
}

type State = Pick<PublishedFile, 'state' | 'parseStatus'>

function whyNot({ state, parseStatus }: State, result: ApprovalResult | undefined, otherwise: WhyNot): WhyNot | null {
  if (state === 'listed') return null
  if (state !== 'waiting') return state
  if (parseStatus !== 'ok') return 'repaired'
  if (!result) return 'rejected'
  if ('skillId' in result) return otherwise
  const { outcome, why } = result
  if (why) return why
  return outcome === 'malicious' || outcome === 'taken' || outcome === 'unloadable' || outcome === 'refused'
    ? outcome
    : 'later'
}
