import { Hono } from 'hono'
import { z } from 'zod'
import { listUpdates } from '../../db/catalogue/updates.ts'
import type { AppEnv } from '../../http/app-env.ts'
import { cacheFor } from '../../http/cache-for.ts'
import { timeCursor } from '../../http/cursor.ts'
import { describe, jsonText } from '../../http/describe.ts'
import { validate } from '../../http/validate.ts'
import * as P from '../params.ts'
import { UpdatesPage } from './schemas.ts'

const UpdatesQuery = z.strictObject({ limit: P.Size.prefault(20), cursor: P.Cursor.optional() })

export const updates = new Hono<AppEnv>().get(
  '/',
  describe({
    id: 'listUpdates',
    tag: 'catalogue',
    summary: 'Skills by when they changed last, and what changed',
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
