import { Hono } from 'hono'
import * as z from 'zod'
import { listUpdates } from '../../db/catalogue/updates.ts'
import { jsonText, Time } from '../../http/answers.ts'
import type { AppEnv } from '../../http/app-env.ts'
import { cacheFor } from '../../http/cache-for.ts'
import { describe } from '../../http/describe.ts'
import { timeCursor } from '../../http/input/cursor.ts'
import { Cursor, Size } from '../../http/input/paging.ts'
import { validate } from '../../http/input/validate.ts'
import { CategoryRef, identity } from './skill-schema.ts'

export const UpdatesPage = z
  .strictObject({
    items: z.array(
      z.strictObject({
        ...identity,
        category: CategoryRef.nullable(),
        changed: z.array(z.enum(['created', 'content', 'stats', 'vanished', 'fields'])).meta({
          description:
            'What changed last. `created`: the skill is new. `content`: its file. `stats`: the stats of its source, such as stars. `vanished`: its file is gone. `fields`: any other field.',
        }),
        updated_at: Time,
        last_changed_at: Time.nullable().meta({ description: 'When its content last changed.' }),
        last_fetched_at: Time.nullable().meta({ description: 'When the stats of its source were last fetched.' }),
        created_at: Time,
      }),
    ),
    next_cursor: z.string().nullable(),
  })
  .meta({ ref: 'UpdatesPage' })

const UpdatesQuery = z.strictObject({ limit: Size.prefault(20), cursor: Cursor.optional() })

export const updates = new Hono<AppEnv>().get(
  '/',
  describe({
    id: 'listUpdates',
    tag: 'catalogue',
    summary: 'List skills by their last change, newest first',
    ok: { schema: UpdatesPage },
    problems: [400, 503],
  }),
  cacheFor({ seconds: 60, tags: () => ['skills', 'updates'] }),
  validate('query', UpdatesQuery),
  async (c) => {
    const { limit, cursor } = c.req.valid('query')
    return jsonText(c, await listUpdates(c.var.db, { limit, after: timeCursor(cursor, 'updates') }))
  },
)
