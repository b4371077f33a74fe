import { type Context, Hono } from 'hono'
import { z } from 'zod'
import { type Board, type BoardPage, readBoard } from '../../db/ranking/rankings.ts'
import type { AppEnv } from '../../http/app-env.ts'
import { cacheFor } from '../../http/cache-for.ts'
import { decodeCursor } from '../../http/cursor.ts'
import { describe, jsonText } from '../../http/describe.ts'
import { Failure } from '../../http/failure.ts'
import { validate } from '../../http/validate.ts'
import { RankingPage } from '../catalogue/schemas.ts'
import * as P from '../params.ts'

const scoped = {
  scope: z.enum(['global', 'category']).optional(),
  category: P.CategoryKey.optional(),
}
type Scoped = { scope?: 'global' | 'category' | undefined; category?: string | undefined }

/** A category is named exactly when the scope is one; the scope may then be left out. */
const scopeFits = (q: Scoped) => (q.scope === 'category') === (q.category !== undefined) || q.scope === undefined
const SCOPE_FITS = { path: ['category'], message: 'is needed with scope=category, and only with it' }

// PostgreSQL has no year 0.
const A_DATE = 'must be a date such as 2026-02-10'

const By = z
  .enum(['popularity', 'power'])
  .prefault('popularity')
  .meta({ description: 'How much a skill is used at all, or how it stands against its category.' })

const RankingsQuery = z
  .strictObject({
    ...scoped,
    date: z.iso
      .date(A_DATE)
      .regex(/^(?!0000)/, A_DATE)
      .optional(),
    by: By,
    snapshot: z.uuid('must be the id of a snapshot').optional().meta({
      description:
        'The very build of the board that a page before named; it is readable for an hour after it was replaced.',
    }),
    page: P.Page.optional(),
    page_size: P.Size.prefault(20),
    cursor: P.Cursor.optional(),
  })
  .refine(scopeFits, SCOPE_FITS)
  .refine(P.pageOrCursor, P.PAGE_OR_CURSOR)

const TopQuery = z.strictObject({ ...scoped, by: By, limit: P.Size.prefault(10) }).refine(scopeFits, SCOPE_FITS)

// Far beyond any board, and a whole page below where PostgreSQL's int ends.
const MAX_RANK = 1_000_000_000
const BoardCursor = z.tuple([
  z.literal('board'),
  z.enum(['popularity', 'power']),
  z.uuid(),
  z.int().min(0).max(MAX_RANK),
])

const cached = cacheFor({ seconds: 60, tags: () => ['rankings'] })

export const rankings = new Hono<AppEnv>()
  .get(
    '/',
    describe({
      id: 'getRankings',
      tag: 'rankings',
      summary: 'A page of a board',
      ok: { schema: RankingPage },
      problems: [400, 404, 503],
    }),
    cached,
    validate('query', RankingsQuery),
    (c) => {
      const { category, date, by, page, page_size: size, snapshot, cursor } = c.req.valid('query')
      const [, ordered, build, after] = cursor === undefined ? [] : decodeCursor(cursor, BoardCursor)
      const number = cursor === undefined ? (page ?? 1) : undefined
      return answer(
        c,
        { categoryKey: category, date, by: ordered ?? by },
        { size, snapshot: build ?? snapshot, page: number, after: after ?? ((number ?? 1) - 1) * size },
      )
    },
  )
  .get(
    '/top',
    describe({
      id: 'getTopRankings',
      tag: 'rankings',
      summary: 'The first places of a board',
      ok: { schema: RankingPage },
      problems: [400, 404, 503],
    }),
    cached,
    validate('query', TopQuery),
    (c) => {
      const { category, by, limit } = c.req.valid('query')
      return answer(c, { categoryKey: category, by }, { size: limit, after: 0, page: 1 })
    },
  )

async function answer(c: Context<AppEnv>, board: Board, page: BoardPage) {
  const body = await readBoard(c.var.db, board, page)
  if (!body)
    throw new Failure(
      'not_found',
      'There is no such board: the category is unknown, or the day or the snapshot is not kept.',
    )
  return jsonText(c, body)
}
