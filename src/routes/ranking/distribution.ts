import { Hono } from 'hono'
import * as z from 'zod'
import { readDistribution } from '../../db/ranking/distribution.ts'
import { jsonText, Time } from '../../http/answers.ts'
import type { AppEnv } from '../../http/app-env.ts'
import { cacheFor } from '../../http/cache-for.ts'
import { describe } from '../../http/describe.ts'
import { Failure } from '../../http/failure.ts'
import { validate } from '../../http/input/validate.ts'
import { KeyFilter, unknownKeysIn } from '../catalogue/filters.ts'

const Query = z.strictObject({ category: KeyFilter.optional() })

const members = z.int()

export const Distribution = z
  .strictObject({
    as_of: Time,
    category: z.string().nullable(),
    members: members.meta({ description: 'How many skills have a power score.' }),
    relaxed: z.boolean().meta({ description: 'True if the category is so small that its tiers mean little.' }),
    scores: z.array(z.strictObject({ from: z.int(), to: z.int(), members })).meta({
      description: 'How many have a power score of `from` to `to`, from 0 to the highest.',
    }),
    tiers: z.array(z.strictObject({ tier: z.string(), members })).meta({
      description: 'How many are in each tier of their category, best first. Tiers without a skill are left out.',
    }),
  })
  .meta({ ref: 'ScoreDistribution' })

export const distribution = new Hono<AppEnv>().get(
  '/distribution',
  describe({
    id: 'getScoreDistribution',
    tag: 'rankings',
    summary: 'Count the skills of a board by power score and by tier',
    ok: { schema: Distribution },
    problems: [400, 404, 503],
  }),
  cacheFor({ seconds: 300, tags: () => ['rankings'] }),
  validate('query', Query),
  async (c) => {
    const { category } = c.req.valid('query')
    const body = await readDistribution(c.var.db, category)
    if (body !== null) return jsonText(c, body)
    throw (await unknownKeysIn(c.var.db, { category })) ?? new Failure('not_found', 'There is no such category.')
  },
)
