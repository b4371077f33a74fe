import { Hono } from 'hono'
import * as z from 'zod'
import { readSearchQuality } from '../../../db/search/search-quality.ts'
import { SEARCH_POSITION_DAYS } from '../../../domain/events/event.ts'
import { jsonText, Time } from '../../../http/answers.ts'
import type { AppEnv } from '../../../http/app-env.ts'
import { cacheFor } from '../../../http/cache-for.ts'
import { describe } from '../../../http/describe.ts'
import { days } from '../../../http/input/fields.ts'
import { validate } from '../../../http/input/validate.ts'

const Query = z.strictObject({ days: days(30, SEARCH_POSITION_DAYS) })

const Share = z.number().min(0).max(1).nullable()

const figuresOf = (what: string, type: string) =>
  z
    .strictObject({
      counted: z.int().meta({
        description: `How many ${type} events with a \`search_position\` count. Those that the counting rules leave out are not among them, nor are searches after which nothing was ${what}.`,
      }),
      mean_reciprocal_rank: Share.meta({
        description: `The mean of 1/position over them: 1 if every skill that was ${what} stood first. null if none is counted.`,
      }),
      first: Share.meta({ description: 'The share of them at position 1. null if none is counted.' }),
      first_three: Share.meta({ description: 'The share of them at positions 1 to 3. null if none is counted.' }),
    })
    .meta({ description: `Results of searches that were ${what}.` })

export const SearchQuality = z
  .strictObject({
    days: z.int(),
    from: z.iso.date(),
    to: z.iso.date(),
    opened: figuresOf('opened', '`view`'),
    installed: figuresOf('installed', '`use`'),
    as_of: Time.meta({
      description: 'These figures include every event stored before this time, except those that wait for a retry.',
    }),
  })
  .meta({ ref: 'SearchQuality' })

export const searchQuality = new Hono<AppEnv>().get(
  '/quality',
  describe({
    id: 'getSearchQuality',
    tag: 'catalogue',
    summary: 'See how far up in search results the skills stand that people choose',
    details:
      'From the `search_position` of events, as far as their senders report it. Neither words nor skills are known, only how often each position was chosen.',
    ok: { schema: SearchQuality },
    problems: [400, 503],
  }),
  cacheFor({ seconds: 60, tags: () => ['search-quality'] }),
  validate('query', Query),
  async (c) => jsonText(c, await readSearchQuality(c.var.db, { ...c.req.valid('query'), now: c.var.now })),
)
