import { type Context, Hono } from 'hono'
import type * as z from 'zod'
import { createChallenge, noteProven, takeCheck } from '../../db/authors/challenges.ts'
import { spendOnLookup } from '../../db/intake/live-budget.ts'
import type { AppEnv } from '../../http/app-env.ts'
import { askGithub } from '../../http/ask-github.ts'
import { describe } from '../../http/describe.ts'
import { Failure, found, notFound } from '../../http/failure.ts'
import { limitBody } from '../../http/input/body-limit.ts'
import { IdParam } from '../../http/input/fields.ts'
import { validate } from '../../http/input/validate.ts'
import { findRepository, findRepositoryById, type Repository, readAtHead } from '../../intake/github/github.ts'
import { liveLimits } from '../../intake/live-limits.ts'
import { SourceFault } from '../../intake/source-fault.ts'
import { AuthorToken, Challenge, NewChallenge } from './author-schema.ts'
import { authorAnswer } from './token.ts'

const PATH = '.agent-skills-challenge'
const MAX_BYTES = 4096
const MAX_BODY_BYTES = 4096
/** Finding the repository, and reading the file. */
const COST = { requests: 2, bytes: 0 }

export const challenges = new Hono<AppEnv>()
  .post(
    '/',
    describe({
      id: 'createChallenge',
      tag: 'authors',
      summary: 'Get a text that proves a repository once it is in it',
      details:
        'For authors without a workflow. Put the text into the file, push it to the default branch, and have it checked.',
      ok: { status: 201, schema: Challenge },
      problems: [400, 403, 404, 413, 415, 429, 503],
    }),
    limitBody(MAX_BODY_BYTES),
    validate('json', NewChallenge),
    async (c) => {
      const { repo } = c.req.valid('json')
      await spend(c)
      const repository = found(await askGithub(c, (api) => findRepository(api, repo)), 'public repository', repo)
      const { id: repositoryId, ownerId } = provable(repository)
      const challenge = { id: c.var.newId(), repositoryId, ownerId, challenge: newText(c) }
      const expires_at = await createChallenge(c.var.db, challenge)
      const body: z.input<typeof Challenge> = {
        ...{
          id: challenge.id,
          repository: repository.fullName,
          path: PATH,
          challenge: challenge.challenge,
          expires_at,
        },
      }
      return c.json(body, 201)
    },
  )
  .post(
    '/:id/check',
    describe({
      id: 'checkChallenge',
      tag: 'authors',
      summary: "Have a challenge checked, and get an author's token",
      details: 'Can be done again while the challenge has not expired. The file may be removed afterwards.',
      ok: { schema: AuthorToken },
      problems: [400, 403, 404, 409, 429, 503],
    }),
    validate('param', IdParam),
    async (c) => {
      const { id } = c.req.valid('param')
      const challenge = await takeCheck(c.var.db, id)
      if (challenge === null || challenge === 'expired') throw notFound('open challenge', id)
      if (challenge === 'early') throw tooSoon()
      await spend(c)
      const repository = await askGithub(c, async (api) => {
        const repository = found(await findRepositoryById(api, challenge.repositoryId), 'public repository', id)
        if (provable(repository).ownerId !== challenge.ownerId)
          throw new Failure(
            'repository_moved',
            `${repository.fullName} has another owner now. Ask for a new challenge.`,
          )
        const bytes = await readAtHead(api, repository, PATH, MAX_BYTES).catch(largeAsOther)
        if (!bytes) throw unmet(repository, 'is not there')
        if (new TextDecoder().decode(bytes).trim() !== challenge.challenge)
          throw unmet(repository, 'says something else')
        return repository
      })
      await noteProven(c.var.db, id)
      const proven = { id: challenge.repositoryId, ownerId: challenge.ownerId, fullName: repository.fullName }
      return authorAnswer(c, { repository: proven, run: null })
    },
  )

const newText = (c: Context<AppEnv>) => `agent-skills-${c.var.newSecret().replace(/^sks_/, '')}`

const unmet = ({ fullName, defaultBranch }: Repository, fault: string) =>
  new Failure(
    'challenge_not_met',
    `The file ${PATH} on the branch ${defaultBranch} of ${fullName} ${fault}. GitHub may take a minute to show a push.`,
  )

/** A file that is larger than any challenge says something else. */
function largeAsOther(error: unknown): Uint8Array {
  if (error instanceof SourceFault && error.kind === 'too_large') return new Uint8Array(1)
  throw error
}

const tooSoon = () =>
  new Failure('rate_limited', 'This repository was checked a moment ago. Try again in a few seconds.', {
    headers: { 'Retry-After': '5' },
  })

/** GitHub's ids, without which nothing can be proven. */
function provable({ id, ownerId, isFork, fullName }: Repository) {
  if (isFork)
    throw new Failure('fork_not_allowed', `${fullName} is a fork. Prove the repository that it was made from.`)
  if (id === null || ownerId === null) throw new Failure('unavailable', 'GitHub did not tell the id of the repository.')
  return { id, ownerId }
}

/** What strangers have GitHub asked for has a budget of its own. */
async function spend(c: Context<AppEnv>): Promise<void> {
  const used = await spendOnLookup(c.var.db, COST, liveLimits(c.var.config))
  if (used)
    throw new Failure(
      'rate_limited',
      'The budget for requests to GitHub by strangers is used up. Please try again later.',
      {
        headers: { 'Retry-After': String(used.retryAfterS) },
      },
    )
}
