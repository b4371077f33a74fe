import { type Context, Hono } from 'hono'
import * as z from 'zod'
import { followRepository } from '../../db/intake/follow-repository.ts'
import {
  chargeSubmissions,
  claimSubmission,
  endSubmission,
  type SubmissionClaim,
  type SubmissionEnd,
} from '../../db/intake/submissions.ts'
import { readRepositoryName } from '../../domain/intake/github-address.ts'
import { DECLINED, isRefusal, notesOn, type Refusal, refusalOf, STOPPED } from '../../domain/intake/submission.ts'
import type { AppEnv } from '../../http/app-env.ts'
import { askGithub } from '../../http/ask-github.ts'
import { describe } from '../../http/describe.ts'
import { Failure } from '../../http/failure.ts'
import { hashedSender } from '../../http/hashed-sender.ts'
import { limitBody } from '../../http/input/body-limit.ts'
import { text } from '../../http/input/fields.ts'
import { validate } from '../../http/input/validate.ts'
import { rateLimit } from '../../http/rate-limit.ts'
import { findHead, findRepository } from '../../intake/github/github.ts'
import { SUBMISSION_COST, SUBMITTED_BYTES, submissionLimits } from '../../intake/live-limits.ts'
import { crawlNow } from './crawl-now.ts'

const MAX_BYTES = 4 * 1024

const Repo = text(300).transform((given, context) => {
  const read = readRepositoryName(given)
  if ('value' in read) return read.value
  context.addIssue({ code: 'custom', message: `${read.fault} or as its address` })
  return z.NEVER
})

const SubmissionBody = z
  .strictObject({
    repo: Repo.meta({ description: 'A public GitHub repository: `OWNER/NAME`, or its address.' }),
  })
  .meta({ ref: 'SubmissionBody' })

export const Submission = z
  .strictObject({
    repository: z.string().meta({ description: 'As GitHub writes its name.' }),
    status: z.enum(['queued', 'checking', 'known']).meta({
      description:
        '`queued`: its crawl has begun. `checking`: somebody else has submitted it a moment ago. `known`: it was crawled, or its crawl begun, within the last 10 minutes.',
    }),
    report: z.string().meta({ description: 'The address of its public report, which fills as the crawl goes on.' }),
    page: z.string().meta({ description: 'The address of the same report as a page.' }),
    notes: z.array(z.string()),
  })
  .meta({ ref: 'Submission' })

/** Takes a repository from nothing to a report of what waits for review. */
export const submissions = new Hono<AppEnv>().post(
  '/',
  describe({
    id: 'submitRepository',
    tag: 'catalogue',
    summary: 'Submit a GitHub repository',
    details:
      'Checks at once that it exists, is public, has a commit and is no fork, then crawls it. What it has waits for a review; the report says what was found and what waits. Nobody has to log in. Submitting the same repository again within 10 minutes asks GitHub nothing. An address may submit 50 repositories a day; an address and all submissions together have budgets of requests to GitHub and of bytes that are read, and once one is used up, `Retry-After` says when it is full again.',
    ok: { status: 202, schema: Submission },
    problems: [400, 413, 415, 422, 429, 503],
  }),
  limitBody(MAX_BYTES),
  rateLimit('SUBMIT_LIMITER'),
  validate('json', SubmissionBody),
  async (c) => {
    const { repo } = c.req.valid('json')
    const { db, config } = c.var
    const claim = c.var.newId()
    const place = { repo: repo.toLowerCase(), claim }
    const { addressHash } = hashedSender(c)
    const claimed = await claimSubmission(db, {
      ...{ ...place, addressHash, cost: SUBMISSION_COST, limits: submissionLimits(config) },
    })
    if (claimed.is !== 'claimed') return answer(c, withoutCheck(repo, claimed))
    let end: SubmissionEnd = null
    try {
      const { refusal, fullName, notes } = await takeIn(c, repo, claimed.isFollowed)
      const message = refusal?.message ?? (notes.length > 0 ? notes.join('\n') : null)
      end = { outcome: refusal?.code ?? 'accepted', message, fullName }
      if (refusal) throw refused(refusal)
      return answer(c, { repository: fullName, status: 'queued', notes })
    } finally {
      await endSubmission(db, { ...place, end })
    }
  },
)

/** Asks GitHub for the repository. If it can be taken, follows it and begins its crawl. */
async function takeIn(c: Context<AppEnv>, repo: string, isFollowed: boolean) {
  const { db } = c.var
  const found = await askGithub(c, async (api) => {
    const repository = await findRepository(api, repo)
    return repository && { ...repository, isEmpty: (await findHead(api, repository)) === null }
  })
  const fullName = found?.fullName ?? repo
  const refusal = refusalOf(repo, found, isFollowed)
  if (refusal || !found) return { refusal, fullName, notes: [] }
  const source = await followRepository(db, { repo: fullName, id: found.id, by: 'anybody' })
  if (source.isStopped) return { refusal: STOPPED(fullName), fullName, notes: [] }
  c.executionCtx.waitUntil(
    crawlNow(c, source.id).then(({ counts }) => chargeSubmissions(db, counts.requests ?? 0).catch(() => {})),
  )
  return { refusal: null, fullName, notes: notesOn(repo, found) }
}

type Told = Pick<z.input<typeof Submission>, 'repository' | 'status' | 'notes'>

/** What is answered without a request to GitHub. */
function withoutCheck(repo: string, claim: Exclude<SubmissionClaim, { is: 'claimed' }>): Told {
  if (claim.is === 'pending') return { repository: repo, status: 'checking', notes: [] }
  if (claim.is === 'known') {
    const { outcome, message, fullName } = claim
    if (outcome === 'repository_declined') throw refused(DECLINED(fullName))
    if (isRefusal(outcome)) throw refused({ code: outcome, message: message ?? '' })
    return { repository: fullName, status: 'known', notes: message?.split('\n') ?? [] }
  }
  const headers = { 'Retry-After': String(claim.retryAfterS) }
  if (claim.budget === 'bytes')
    throw new Failure(
      'rate_limited',
      `${claim.by === 'address' ? `This address has used up the ${mib(SUBMITTED_BYTES.bySender)}` : `Submissions have used up the ${mib(SUBMITTED_BYTES.all)}`} that crawls may read of submitted repositories a day. The next day begins at 00:00 UTC. Repositories that are known are still answered.`,
      { headers },
    )
  if (claim.by === 'address')
    throw new Failure('rate_limited', 'This address has submitted 50 repositories within a day.', { headers })
  throw new Failure(
    'unavailable',
    'Submissions have used up the requests to GitHub of this hour. Repositories that are known are still answered.',
    { headers },
  )
}

const mib = (bytes: number) => `${bytes / 1024 / 1024} MiB`

const refused = ({ code, message }: Refusal) =>
  new Failure(code, message, { errors: [{ in: 'body', pointer: '/repo', message }] })

function answer(c: Context<AppEnv>, told: Told) {
  const place = `/repositories/${told.repository}`
  const body: z.input<typeof Submission> = { ...told, report: `/v1${place}`, page: place }
  return c.json(body, 202, { Location: body.report })
}
