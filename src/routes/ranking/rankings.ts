import { Hono } from 'hono'
import * as z from 'zod'
import type { Db } from '../../db/connect.ts'
import type { JsonText } from '../../db/json.ts'
import { type Board, type BoardPage, readBoard } from '../../db/ranking/rankings.ts'
import { jsonText } from '../../http/answers.ts'
import type { AppEnv } from '../../http/app-env.ts'
import { cacheFor } from '../../http/cache-for.ts'
import { describe } from '../../http/describe.ts'
import { Failure } from '../../http/failure.ts'
import { decodeCursor } from '../../http/input/cursor.ts'
import { Cursor, PAGE_OR_CURSOR, Page, pageOrCursor, Size } from '../../http/input/paging.ts'
import { AnyDay, AnyTime } from '../../http/input/times.ts'
import { validate } from '../../http/input/validate.ts'
import { KeyFilter, unknownKeysIn } from '../catalogue/filters.ts'
import { RankingPage } from './board-schema.ts'

const scoped = {
  scope: z.enum(['global', 'category']).optional(),
  category: KeyFilter.optional(),
}
type Scoped = { scope?: 'global' | 'category' | undefined; category?: string | undefined }

/** `scope=category` and `category` belong together. `category` alone implies its scope. */
function checkScope({ scope, category }: Scoped, ctx: z.RefinementCtx) {
  const refuse = (message: string) => ctx.addIssue({ code: 'custom', path: ['category'], message })
  if (scope === 'category' && category === undefined) refuse('is required with scope=category')
  if (scope === 'global' && category !== undefined) refuse('cannot be combined with scope=global')
}

const By = z
  .enum(['popularity', 'power'])
  .prefault('popularity')
  .meta({ description: '`popularity`: how much a skill is used. `power`: how it compares with its category.' })

const RankingsQuery = z
  .strictObject({
    ...scoped,
    date: AnyDay.optional(),
    by: By,
    snapshot: z.uuid().optional().meta({
      description:
        'The `snapshot` of an earlier page, to read more of the same build of the board. A build stays readable for an hour after a newer one replaces it.',
    }),
    page: Page.optional(),
    page_size: Size.prefault(20),
    cursor: Cursor.optional(),
  })
  .superRefine(checkScope)
  .refine(pageOrCursor, PAGE_OR_CURSOR)

const TopQuery = z
  .strictObject({ ...scoped, by: By, limit: Size.prefault(10), cursor: Cursor.optional() })
  .superRefine(checkScope)

// More than any board has, and so low that adding a page size does not exceed PostgreSQL's int.
const MAX_RANK = 1_000_000_000
const ORDERS = z.enum(['popularity', 'power'])
const BoardCursor = z.tuple([z.literal('board'), ORDERS, z.uuid(), z.int().min(0).max(MAX_RANK)])
/** The order, the day, and the last place that was read of its whole board. */
const DayCursor = z.tuple([z.literal('day'), ORDERS, AnyDay, z.int().min(0).max(MAX_RANK)])

// The keys of the last entry: power score, popularity score, time of the last change, and id. JSON has no such numbers.
const Score = z.union([z.number(), z.enum(['NaN', 'Infinity', '-Infinity'])])
const LiveCursor = z.tuple([z.literal('live'), ORDERS, z.int32(), Score, AnyTime, z.uuid()])

const cached = cacheFor({ seconds: 60, tags: () => ['rankings'] })

export const rankings = new Hono<AppEnv>()
  .get(
    '/',
    describe({
      id: 'getRankings',
      tag: 'rankings',
      summary: 'Get a page of a board',
      ok: { schema: RankingPage },
      problems: [400, 404, 503],
    }),
    cached,
    validate('query', RankingsQuery),
    async (c) => {
      const { category, date, by, page, page_size: size, snapshot, cursor } = c.req.valid('query')
      const { by: ordered, date: day = date, ...from } = startOf({ cursor, by, snapshot, page: page ?? 1, size })
      return jsonText(c, await boardOf(c.var.db, { categoryKey: category, date: day, by: ordered }, from))
    },
  )
  .get(
    '/top',
    describe({
      id: 'getTopRankings',
      tag: 'rankings',
      summary: 'Get the first places of a board',
      ok: { schema: RankingPage },
      problems: [400, 404, 503],
    }),
    cached,
    validate('query', TopQuery),
    async (c) => {
      return jsonText(c, await readTop(c.var.db, c.req.valid('query')))
    },
  )

type Start = { cursor: string | undefined; by: Board['by']; snapshot: string | undefined; page: number; size: number }

/** Where a page begins: at its number, or after what its cursor says: a place of a build, or the keys of an entry. */
function startOf({ cursor, by, snapshot, page, size }: Start): BoardPage & Pick<Board, 'by' | 'date'> {
  if (cursor === undefined) return { by, size, snapshot, page, after: (page - 1) * size }
  const decoded = decodeCursor(cursor, z.union([BoardCursor, DayCursor, LiveCursor]))
  if (decoded[0] === 'live') {
    const [, ordered, ...keys] = decoded
    return { by: ordered, size, keys }
  }
  const [of, ordered, build, after] = decoded
  return of === 'day' ? { by: ordered, size, date: build, after } : { by: ordered, size, snapshot: build, after }
}

type Top = { category?: string | undefined; by: Board['by']; limit: number; cursor?: string | undefined }

/** The first places of a board, or those after a cursor. Throws Failure `not_found` or `invalid`. */
export function readTop(db: Db, { category, by, limit: size, cursor }: Top): Promise<JsonText> {
  const { by: ordered, date, ...from } = startOf({ cursor, by, snapshot: undefined, page: 1, size })
  return boardOf(db, { categoryKey: category, date, by: ordered }, from)
}

async function boardOf(db: Db, board: Board, page: BoardPage): Promise<JsonText> {
  const body = await readBoard(db, board, page)
  if (body !== null) return body
  const unknown = await unknownKeysIn(db, { category: board.categoryKey })
  throw unknown ?? new Failure('not_found', 'There is no such board: the date or snapshot is not stored.')
}
