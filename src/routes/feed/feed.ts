import { type Context, Hono } from 'hono'
import * as z from 'zod'
import {
  type BootstrapKeys,
  type FeedAnswer,
  type FeedPage as Page,
  readBootstrap,
  readFeed,
  readFeedState,
} from '../../db/feed/feed.ts'
import { KINDS, type Kind } from '../../domain/feed/publication.ts'
import { encodeCursor } from '../../domain/text/cursor.ts'
import { jsonText } from '../../http/answers.ts'
import type { AppEnv } from '../../http/app-env.ts'
import { cacheFor, keepFor } from '../../http/cache-for.ts'
import { describe } from '../../http/describe.ts'
import { Failure } from '../../http/failure.ts'
import { decodeCursor } from '../../http/input/cursor.ts'
import { MAX_WHOLE, whole } from '../../http/input/fields.ts'
import { Cursor } from '../../http/input/paging.ts'
import { validate } from '../../http/input/validate.ts'
import { signAnswer } from '../../http/signing/sign-answer.ts'
import { FeedPage, FeedState } from './feed-schema.ts'

/** A place in the feed. */
const Seq = whole(MAX_WHOLE, 0)

const FeedQuery = z
  .strictObject({
    after: Seq.optional().meta({
      description:
        'Read the changes after this place. Without it you get a bootstrap: everything that is public now, and the place to go on from.',
    }),
    cursor: Cursor.optional().meta({ description: 'The `next_cursor` of the previous page of a bootstrap.' }),
    kind: z.enum(KINDS).optional(),
    limit: whole(1000)
      .prefault(500)
      .meta({ description: 'The maximum number of items. A page of large texts has fewer.' }),
  })
  .refine((q) => q.after === undefined || q.cursor === undefined, {
    path: ['cursor'],
    message: 'cannot be combined with after, since only a bootstrap has cursors',
  })

/** The place where the bootstrap began, its kind (null for all), and the keys of the last row. */
const cursorOf = (kind: Kind | undefined) =>
  z.tuple([z.literal('feed'), Seq, z.literal(kind ?? null), z.tuple([z.enum(KINDS), z.guid()])])

const TAGS = ['feed']
const SOON = { seconds: 5, stale: 5, tags: TAGS }
/** No longer: the page may hold a text that was withdrawn since. */
const AN_HOUR = { seconds: 3600, tags: TAGS }

export const feed = new Hono<AppEnv>()
  .get(
    '/',
    describe({
      id: 'getFeed',
      tag: 'feed',
      summary: 'Read the changes after a place in the feed',
      details: 'Changes are in order and include tombstones. Without `after` you get everything that is public now.',
      ok: { schema: FeedPage, isSigned: true },
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
      // If a cached page is outdated, the reader finds the newer changes further on.
      return answer(c, page, page.isClosed ? AN_HOUR : SOON)
    },
  )
  .get(
    '/latest',
    describe({
      id: 'getFeedState',
      tag: 'feed',
      summary: 'Get the latest place in the feed',
      details: 'Cheap enough to poll.',
      ok: { schema: FeedState },
      problems: [503],
    }),
    cacheFor({ ...SOON, tags: () => TAGS }),
    async (c) => jsonText(c, await readFeedState(c.var.db)),
  )

async function answer(c: Context<AppEnv>, { body, etag }: Page, caching: Parameters<typeof keepFor>[1]) {
  await signAnswer(c, body)
  keepFor(c, caching)
  c.header('ETag', etag)
  // The body is compact already, and may have megabytes.
  return c.body(body, 200, { 'Content-Type': 'application/json' })
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
      ? `Some deletions after ${after} are no longer available.`
      : `This feed has not reached ${after} yet, so the place belongs to another feed.`
  const bootstrap = kind ? `/v1/feed?kind=${kind}` : '/v1/feed'
  throw new Failure('gone', `${fault} Start over from ${bootstrap}.`, { bootstrap })
}
