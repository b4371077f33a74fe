import { Hono } from 'hono'
import * as z from 'zod'
import { listUnfinishedChanges } from '../../../db/catalogue/upkeep/list-unfinished.ts'
import { UNFINISHED_ACTIONS } from '../../../db/catalogue/upkeep/unfinished.ts'
import { jsonText, listOf, Time } from '../../../http/answers.ts'
import type { AppEnv } from '../../../http/app-env.ts'
import { requireReviewer } from '../../../http/auth/admin-auth.ts'
import { describe } from '../../../http/describe.ts'
import { decodeCursor } from '../../../http/input/cursor.ts'
import { filled, text } from '../../../http/input/fields.ts'
import { sizeAndCursor } from '../../../http/input/paging.ts'
import { AnyTime } from '../../../http/input/times.ts'
import { validate } from '../../../http/input/validate.ts'

export const UnfinishedChange = z
  .strictObject({
    subject: z
      .string()
      .meta({ description: 'The id of a tag, category alias or publisher, or the hash of a content.' }),
    action: z.enum(UNFINISHED_ACTIONS).meta({
      description:
        '`publisher.rename` follows an account that was renamed at GitHub, `skill.refold` points the copies of a content at their new original.',
    }),
    tag: z.string().nullable().meta({ description: 'The key of the tag.' }),
    remaining: z.int().meta({ description: 'How many skills are left.' }),
    actor: z.string().nullable(),
    request_id: z.string().nullable(),
    started_at: Time,
  })
  .meta({ ref: 'UnfinishedChange' })

const ListQuery = z.strictObject({
  subject: filled(80).optional(),
  ...sizeAndCursor(20),
})
const ListCursor = z.tuple([z.literal('unfinished-changes'), AnyTime, text(80)])

export const unfinishedChanges = new Hono<AppEnv>().use(requireReviewer).get(
  '/',
  describe({
    id: 'listUnfinishedChanges',
    tag: 'admin',
    summary: 'List changes that are still being made to many skills, the oldest first',
    details: 'A change that is finished is not listed any more.',
    ok: { schema: listOf(UnfinishedChange) },
    problems: [400, 401, 403, 503],
  }),
  validate('query', ListQuery),
  async (c) => {
    const { cursor, ...query } = c.req.valid('query')
    const [, ...after] = cursor === undefined ? [] : decodeCursor(cursor, ListCursor)
    return jsonText(
      c,
      await listUnfinishedChanges(c.var.db, {
        ...query,
        after: after[0] === undefined ? undefined : [after[0], after[1] ?? ''],
      }),
    )
  },
)
