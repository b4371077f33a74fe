import { Hono } from 'hono'
import * as z from 'zod'
import {
  type ClawhubSort,
  listClawhubByPrefix,
  listClawhubSkills,
  searchClawhub,
} from '../../../db/clients/clawhub-lists.ts'
import { hitAnswer, listedAnswer } from '../../../domain/clients/clawhub-skill.ts'
import type { AppEnv } from '../../../http/app-env.ts'
import { cacheFor } from '../../../http/cache-for.ts'
import { describe } from '../../../http/describe.ts'
import { decodeCursor } from '../../../http/input/cursor.ts'
import { filled, text, whole } from '../../../http/input/fields.ts'
import { Cursor } from '../../../http/input/paging.ts'
import { AnyTime } from '../../../http/input/times.ts'
import { validate } from '../../../http/input/validate.ts'
import { rateLimit } from '../../../http/rate-limit.ts'
import { SearchAnswer, SkillList } from './schemas.ts'

const Limit = whole(200).prefault(25)

const SearchQuery = z.object({
  q: filled(200),
  limit: Limit,
  mode: z.enum(['exact']).optional().meta({ description: '`exact`: only skills of this very name.' }),
})

const SORTS = ['updated', 'createdAt', 'downloads', 'installs', 'trending', 'stars'] as const
const ListQuery = z
  .object({
    prefix: text(200).trim().min(1).optional().meta({ description: 'How the name begins. Then the list is by name.' }),
    sort: z.enum(SORTS).optional().meta({
      description:
        'By default `updated`. Orders by a count are among the 2,000 most popular skills and those with stars.',
    }),
    limit: Limit,
    cursor: Cursor.optional(),
  })
  .refine((query) => query.prefix === undefined || query.sort === undefined, {
    path: ['sort'],
    message: 'cannot be combined with prefix',
  })

const timed = (tag: string) => z.tuple([z.literal(tag), AnyTime, z.uuid()])
const counted = (tag: string) => z.tuple([z.literal(tag), z.int32(), z.number(), z.uuid()])
const CURSORS = {
  name: z.tuple([z.literal('clawhub-name'), text(400), z.uuid()]),
  updated: timed('clawhub-updated'),
  createdAt: timed('clawhub-createdAt'),
  downloads: counted('clawhub-downloads'),
  installs: counted('clawhub-installs'),
  trending: counted('clawhub-trending'),
  stars: counted('clawhub-stars'),
} satisfies Record<ClawhubSort | 'name', z.ZodType>

const afterOf = (cursor: string | undefined, order: keyof typeof CURSORS) =>
  cursor === undefined ? undefined : decodeCursor(cursor, CURSORS[order]).slice(1)

const CACHED = cacheFor({ seconds: 60, tags: () => ['skills'] })

/** How the `clawhub` command line finds skills. */
export const clawhubLists = new Hono<AppEnv>()
  .get(
    '/search',
    describe({
      id: 'searchClawhub',
      tag: 'clients',
      summary: 'Search skills for the `clawhub` command line',
      ok: { schema: SearchAnswer },
      inText: true,
      problems: [400, 429, 503],
    }),
    rateLimit('WORDS_LIMITER'),
    CACHED,
    validate('query', SearchQuery),
    async (c) => {
      const { q, limit, mode } = c.req.valid('query')
      const hits = await searchClawhub(c.var.db, { q, exact: mode === 'exact', size: limit })
      return c.json({ results: hits.map(hitAnswer) })
    },
  )
  .get(
    '/skills',
    describe({
      id: 'exploreClawhub',
      tag: 'clients',
      summary: 'List skills for the `clawhub` command line, in an order or by name',
      ok: { schema: SkillList },
      inText: true,
      problems: [400, 503],
    }),
    CACHED,
    validate('query', ListQuery),
    async (c) => {
      const { prefix, sort = 'updated', limit, cursor } = c.req.valid('query')
      const page = (order: keyof typeof CURSORS) => ({ size: limit, after: afterOf(cursor, order) })
      const { items, next_cursor } =
        prefix === undefined
          ? await listClawhubSkills(c.var.db, sort, page(sort))
          : await listClawhubByPrefix(c.var.db, prefix.toLowerCase(), page('name'))
      return c.json({ items: items.map(listedAnswer), nextCursor: next_cursor })
    },
  )
