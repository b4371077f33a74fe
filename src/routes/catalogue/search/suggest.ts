import { Hono } from 'hono'
import * as z from 'zod'
import { suggest } from '../../../db/search/suggest.ts'
import { readTyped } from '../../../domain/search/read-typed.ts'
import { jsonText } from '../../../http/answers.ts'
import type { AppEnv } from '../../../http/app-env.ts'
import { cacheFor } from '../../../http/cache-for.ts'
import { describe } from '../../../http/describe.ts'
import { filled, whole } from '../../../http/input/fields.ts'
import { validate } from '../../../http/input/validate.ts'
import { countRequest } from '../../../http/rate-limit.ts'

const SuggestQuery = z.strictObject({
  q: filled(200).meta({ description: 'What somebody has typed so far. The last word may go on.' }),
  size: whole(10).prefault(8),
})

const text = z.string().meta({ description: 'The name to show.' })

export const Suggestions = z
  .strictObject({
    items: z.array(
      z.discriminatedUnion('kind', [
        z.strictObject({ kind: z.literal('skill'), text, slug: z.string(), owner: z.string() }),
        z.strictObject({
          ...{ kind: z.literal('tag'), text, key: z.string() },
          skills: z.int().meta({ description: 'How many skills have it.' }),
        }),
        z.strictObject({ kind: z.literal('publisher'), text, handle: z.string() }),
      ]),
    ),
  })
  .meta({ ref: 'Suggestions' })

const NOTHING = JSON.stringify({ items: [] } satisfies z.input<typeof Suggestions>)

export const suggestions = new Hono<AppEnv>().get(
  '/',
  describe({
    id: 'suggest',
    tag: 'catalogue',
    summary: 'Suggest skills, tags and publishers while somebody types',
    details:
      'Skills whose name, or a word of it, begins with the last word, and whose name has the words before it; then tags and publishers that begin with all of it; of each kind those that are used most first. If no word of the catalogue begins so, the nearest words are meant. Counts like a search: 1,200 a minute and address.',
    ok: { schema: Suggestions },
    problems: [400, 429, 503],
  }),
  cacheFor({ seconds: 60, tags: () => ['skills'] }),
  validate('query', SuggestQuery),
  async (c) => {
    const { q, size } = c.req.valid('query')
    await countRequest(c, 'WORDS_LIMITER')
    const typed = readTyped(q)
    return jsonText(c, (typed && (await suggest(c.var.db, typed, size))) ?? NOTHING)
  },
)
