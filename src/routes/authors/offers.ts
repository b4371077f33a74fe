import { type Context, Hono } from 'hono'
import { type Decision, decideOffer, listOffers, offerSkill, withdrawOffer } from '../../db/authors/transfers.ts'
import { jsonText } from '../../http/answers.ts'
import type { AppEnv } from '../../http/app-env.ts'
import { describe } from '../../http/describe.ts'
import { Failure, found, notFound } from '../../http/failure.ts'
import { limitBody } from '../../http/input/body-limit.ts'
import { invalid } from '../../http/input/field-errors.ts'
import { IdParam } from '../../http/input/fields.ts'
import { validate } from '../../http/input/validate.ts'
import { AuthorSkill, OfferBody, Offers, SlugParam } from './author-skill-schema.ts'
import { act, actForAccount, answer } from './own-skills.ts'

const MAX_BYTES = 4 * 1024
const COMMON = { tag: 'authors' as const, security: [{ author: [] }] }

/** Offers of skills to other publishers, by those who have them. */
export const offered = new Hono<AppEnv>()
  .put(
    '/:slug/offer',
    describe({
      ...COMMON,
      id: 'offerOwnSkill',
      summary: 'Offer a skill to another verified publisher',
      details: 'It can be accepted for 14 days, by whoever proves a repository of that publisher.',
      ok: { schema: AuthorSkill },
      problems: [400, 401, 403, 404, 409, 413, 415, 429, 503],
    }),
    limitBody(MAX_BYTES),
    validate('param', SlugParam),
    validate('json', OfferBody),
    async (c) => {
      const { skill, by } = await actForAccount(c, c.req.valid('param').slug)
      const { to } = c.req.valid('json')
      const outcome = await offerSkill(c.var.db, { ...by, to, id: c.var.newId() })
      const refuse = (message: string) => invalid([{ in: 'body', pointer: '/to', message }])
      if (outcome === 'missing') throw refuse('is not the handle of a publisher')
      if (outcome === 'unverified') throw refuse('must be a verified publisher: one that has published here by itself')
      if (outcome === 'same') throw refuse('has the skill already')
      if (outcome === 'other')
        throw new Failure('conflict', 'The skill is already offered to another publisher. Withdraw that offer first.')
      return answer(c, skill)
    },
  )
  .delete(
    '/:slug/offer',
    describe({
      ...COMMON,
      id: 'withdrawOffer',
      summary: 'Take the offer of a skill back',
      ok: { schema: AuthorSkill },
      problems: [400, 401, 403, 404, 429, 503],
    }),
    validate('param', SlugParam),
    async (c) => {
      const { skill, by } = await act(c, c.req.valid('param').slug)
      await withdrawOffer(c.var.db, by)
      return answer(c, skill)
    },
  )

const decide = (decision: Decision) => async (c: Context<AppEnv>, id: string) => {
  const { author, editor } = c.var
  const outcome = await decideOffer(c.var.db, { author, editor, id, decision })
  if (outcome === null) throw notFound('offer', id)
  const wanted = decision === 'accept' ? 'accepted' : 'declined'
  if (outcome.isExpired) throw new Failure('conflict', 'The offer has expired, or the skill now has another publisher.')
  if (outcome.state !== wanted) throw new Failure('conflict', `The offer was already ${outcome.state}.`)
  return answer(c, { id: outcome.skillId, slug: id })
}

/** Offers to the owner of the proven repository. */
export const offers = new Hono<AppEnv>()
  .get(
    '/',
    describe({
      ...COMMON,
      id: 'listOffers',
      summary: 'List the skills that are offered to the publisher',
      ok: { schema: Offers },
      problems: [401, 403, 429, 503],
    }),
    async (c) => jsonText(c, found(await listOffers(c.var.db, c.var.author), 'list', 'offers')),
  )
  .post(
    '/:id/accept',
    describe({
      ...COMMON,
      id: 'acceptOffer',
      summary: 'Accept a skill that is offered',
      details:
        'The skill now belongs to the publisher. Its address, versions and counts stay. When a repository of the publisher publishes a skill of the same name, that is its next version.',
      ok: { schema: AuthorSkill },
      problems: [400, 401, 403, 404, 409, 429, 503],
    }),
    validate('param', IdParam),
    async (c) => decide('accept')(c, c.req.valid('param').id),
  )
  .post(
    '/:id/decline',
    describe({
      ...COMMON,
      id: 'declineOffer',
      summary: 'Decline a skill that is offered',
      ok: { schema: AuthorSkill },
      problems: [400, 401, 403, 404, 409, 429, 503],
    }),
    validate('param', IdParam),
    async (c) => decide('decline')(c, c.req.valid('param').id),
  )
