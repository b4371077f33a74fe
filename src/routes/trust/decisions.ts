import { Hono } from 'hono'
import * as z from 'zod'
import { listDecisions } from '../../db/trust/decisions.ts'
import { DECISIONS } from '../../domain/trust/decisions.ts'
import { jsonText } from '../../http/answers.ts'
import type { AppEnv } from '../../http/app-env.ts'
import { cacheFor } from '../../http/cache-for.ts'
import { describe } from '../../http/describe.ts'
import { timeCursor } from '../../http/input/cursor.ts'
import { Flag } from '../../http/input/fields.ts'
import { sizeAndCursor } from '../../http/input/paging.ts'
import { validate } from '../../http/input/validate.ts'
import { Digest } from '../catalogue/filters.ts'
import { DecisionList } from './report-schema.ts'

const Query = z.strictObject({
  decision: z.enum(DECISIONS).optional(),
  digest: Digest.optional().meta({ description: 'The digest of the folder that it is about.' }),
  open: Flag.optional().meta({ description: 'Whether it holds: `false` finds those that were revoked or replaced.' }),
  ...sizeAndCursor(20),
})

/** The public log of what reviewers have decided. */
export const decisions = new Hono<AppEnv>().get(
  '/',
  describe({
    id: 'listDecisions',
    tag: 'catalogue',
    summary: 'List what reviewers have decided about findings, newest first',
    details: 'Each has its reason. A decision that was revoked stays in the list, with the reason for that.',
    ok: { schema: DecisionList },
    problems: [400, 503],
  }),
  cacheFor({ seconds: 60, tags: () => ['skills'] }),
  validate('query', Query),
  async (c) => {
    const { cursor, ...query } = c.req.valid('query')
    return jsonText(c, await listDecisions(c.var.db, { ...query, after: timeCursor(cursor, 'decisions') }))
  },
)
