import { type Context, Hono } from 'hono'
import type * as z from 'zod'
import { createChallenge, noteProven, takeCheck } from '../../../db/authors/challenges.ts'
import { spendOnLookup } from '../../../db/intake/live/live-budget.ts'
import { catalogIn } from '../../../domain/authors/author.ts'
import type { AppEnv } from '../../../http/app-env.ts'
import { describe } from '../../../http/describe.ts'
import { Failure, notFound } from '../../../http/failure.ts'
import { limitBody } from '../../../http/input/body-limit.ts'
import { IdParam } from '../../../http/input/fields.ts'
import { validate } from '../../../http/input/validate.ts'
import { liveLimits } from '../../../intake/live-limits.ts'
import { AuthorToken, Challenge, NewChallenge } from '../author-schema.ts'
import { authorAnswer } from '../token.ts'
import { challengeCatalog, challengeRepository, checkChallenge } from './provers.ts'

const MAX_BODY_BYTES = 4096
/** Finding the repository, and reading the file. */
const COST = { requests: 2, bytes: 0 }

export const challenges = new Hono<AppEnv>()
  .post(
    '/',
    describe({
      id: 'createChallenge',
      tag: 'authors',
      summary: 'Get a text that proves a repository or a catalogue once it is there',
      details:
        'For authors without a workflow. Put the text into the file that `path` names, and have it checked: in a repository push it to the default branch, of a catalogue serve it at that address.',
      ok: { status: 201, schema: Challenge },
      problems: [400, 403, 404, 413, 415, 429, 503],
    }),
    limitBody(MAX_BODY_BYTES),
    validate('json', NewChallenge),
    async (c) => {
      const { repo = '', catalog } = c.req.valid('json')
      await spend(c)
      const { source, path } = await (catalog === undefined
        ? challengeRepository(c, repo)
        : challengeCatalog(c, catalog))
      const challenge = { id: c.var.newId(), proofKey: source.key, challenge: newText(c) }
      const expires_at = await createChallenge(c.var.db, challenge)
      const address = catalogIn(source.key)
      const body: z.input<typeof Challenge> = {
        ...{ id: challenge.id, repository: address === null ? source.name : null, catalog: address },
        ...{ path, challenge: challenge.challenge, expires_at },
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
      const source = await checkChallenge(c, challenge)
      await noteProven(c.var.db, challenge)
      return authorAnswer(c, { source, run: null })
    },
  )

const newText = (c: Context<AppEnv>) => `agent-skills-${c.var.newSecret().replace(/^sks_/, '')}`

const tooSoon = () =>
  new Failure('rate_limited', 'The file was looked at just now. Try again in a few seconds.', {
    headers: { 'Retry-After': '5' },
  })

/** What strangers have the registry ask for has a budget of its own. */
async function spend(c: Context<AppEnv>): Promise<void> {
  const used = await spendOnLookup(c.var.db, COST, liveLimits(c.var.config))
  if (used)
    throw new Failure(
      'rate_limited',
      'The budget for what strangers have looked at is used up. Please try again later.',
      {
        headers: { 'Retry-After': String(used.retryAfterS) },
      },
    )
}
