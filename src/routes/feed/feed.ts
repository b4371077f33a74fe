import { type Context, Hono } from 'hono'
import { z } from 'zod'
import {
  type BootstrapKeys,
  type FeedAnswer,
  type FeedPage as Page,
  readBootstrap,
  readFeed,
  readFeedState,
} from '../../db/feed/feed.ts'
import { KINDS, type Kind } from '../../domain/feed/publication.ts'
import type { AppEnv } from '../../http/app-env.ts'
import { cacheFor, keepFor } from '../../http/cache-for.ts'
import { decodeCursor, encodeCursor } from '../../http/cursor.ts'
import { describe, jsonText } from '../../http/describe.ts'
import { Failure } from '../../http/failure.ts'
import { validate } from '../../http/validate.ts'
import * as P from '../params.ts'
import { FeedPage, FeedState } from './feed-schema.ts'

const FeedQuery = z
  .strictObject({
    after: P.Seq.optional().meta({
      description: 'Changes after this place; left out, a bootstrap: all there is now, and the place to go on from.',
    }),
    cursor: P.Cursor.optional().meta({ description: 'Of the page of a bootstrap before this one.' }),
    kind: z.enum(KINDS).optional(),
    limit: P.FeedSize.prefault(500).meta({ description: 'At most so many; a page of large texts ends sooner.' }),
  })
  .refine((q) => q.after === undefined || q.cursor === undefined, {
    path: ['cursor'],
    message: 'cannot be combined with after: it is of a bootstrap',
  })

/** Where the bootstrap began, the kind that it is of (null: all), and the keys of the last row. */
const cursorOf = (kind: Kind | undefined) =>
  z.tuple([z.literal('feed'), P.Seq, z.literal(kind ?? null), z.tuple([z.enum(KINDS), z.guid()])])

const TAGS = ['feed']
const SOON = { seconds: 5, stale: 5, tags: TAGS }
/** Not for ever: a text that was withdrawn is in such a page until then. */
const AN_HOUR = { seconds: 3600, tags: TAGS }

export const feed = new Hono<AppEnv>()
  .get(
    '/',
    describe({
      id: 'getFeed',
      tag: 'feed',
      summary: 'Every change after a place in order, tombstones included; or all there is now, to begin with',
      ok: { schema: FeedPage },
      problems: [400, 410, 503],
    }),
    validate('query', FeedQuery),
    async (c) => {
      const { after, cursor, kind, limit } = c.req.valid('query')
      if (after === undefined) {
        const toCursor = ({ since, kind: last, id }: BootstrapKeys) =>
          encodeCursor(['feed', since, kind ?? null, [last, id]])
        const from = startOf(cursor, kind)
        return answer(c, await readBootstrap(c.var.db, { kind, limit, from, toCursor }), SOON)
      }
      const page = kept(await readFeed(c.var.db, { after, kind, limit }), { after, kind })
      // Whoever reads an old copy of a page that others follow gets what has changed since further on.
      return answer(c, page, page.isClosed ? AN_HOUR : SOON)
    },
  )
  .get(
    '/latest',
    describe({
      id: 'getFeedState',
      tag: 'feed',
      summary: 'How far the feed has come: cheap to ask often',
      ok: { schema: FeedState },
      problems: [503],
    }),
    cacheFor({ ...SOON, tags: () => TAGS }),
    async (c) => jsonText(c, await readFeedState(c.var.db)),
  )

function answer(c: Context<AppEnv>, { body, etag }: Page, caching: Parameters<typeof keepFor>[1]) {
  keepFor(c, caching)
  c.header('ETag', etag)
  return jsonText(c, body)
}

function startOf(cursor: string | undefined, kind: Kind | undefined) {
  if (cursor === undefined) return undefined
  const [, since, , [from, id]] = decodeCursor(cursor, cursorOf(kind))
  return { since, kind: from, id }
}

function kept(answer: FeedAnswer, { after, kind }: { after: number; kind: Kind | undefined }): Page {
  if (answer !== 'gone' && answer !== 'ahead') return answer
  const fault =
    answer === 'gone'
      ? `Deletions that came after ${after} are no longer kept.`
      : `This feed has not come to ${after} yet: it is the place of another one.`
  const bootstrap = kind ? `/v1/feed?kind=${kind}` : '/v1/feed'
  throw new Failure('gone', `${fault} Begin anew with the bootstrap.`, { bootstrap })
}
