import { Hono } from 'hono'
import * as z from 'zod'
import { countFacets } from '../../../db/search/facets.ts'
import { jsonText } from '../../../http/answers.ts'
import type { AppEnv } from '../../../http/app-env.ts'
import { cacheFor } from '../../../http/cache-for.ts'
import { describe } from '../../../http/describe.ts'
import { filled } from '../../../http/input/fields.ts'
import { validate } from '../../../http/input/validate.ts'
import { countRequest } from '../../../http/rate-limit.ts'
import { ShownVerdict } from '../../trust/verdict-schema.ts'
import { SKILL_FILTERS, unknownKeysIn } from '../filters.ts'

const Query = z.strictObject({ q: filled(200), ...SKILL_FILTERS })

const counted = <T extends z.ZodRawShape>(value: T) =>
  z.array(z.strictObject({ ...value, skills: z.int() })).meta({ description: 'The 20 most frequent ones.' })

export const Facets = z
  .strictObject({
    skills: z.int().meta({ description: 'How many skills were counted: those that match best, at most 300.' }),
    categories: counted({ key: z.string(), name: z.string() }),
    tags: counted({ key: z.string() }),
    licenses: counted({ license: z.string().nullable() }),
    publishers: counted({ handle: z.string() }),
    verdicts: counted({ verdict: ShownVerdict }),
    clients: z
      .strictObject({ skills_cli: z.int(), clawhub: z.int(), mcp: z.int() })
      .meta({ description: 'How many of them each client can install.' }),
  })
  .meta({ ref: 'Facets' })

export const facets = new Hono<AppEnv>().get(
  '/facets',
  describe({
    id: 'countFacets',
    tag: 'catalogue',
    summary: 'Count what a search finds, by category, tag, licence, publisher and client',
    details: 'Takes the words and the filters of `GET /v1/skills`.',
    ok: { schema: Facets },
    problems: [400, 404, 429, 503],
  }),
  cacheFor({ seconds: 60, tags: () => ['skills'] }),
  validate('query', Query),
  async (c) => {
    const { q, tag: tags, max_tokens: maxTokens, ...filter } = c.req.valid('query')
    await countRequest(c, 'WORDS_LIMITER')
    const unknown = await unknownKeysIn(c.var.db, { category: filter.category, tags })
    if (unknown) throw unknown
    return jsonText(c, await countFacets(c.var.db, { ...filter, q, tags, maxTokens }))
  },
)
