import { Hono } from 'hono'
import { z } from 'zod'
import { findAuditEntry, listAudit } from '../../../db/accounts/audit-log.ts'
import type { AppEnv } from '../../../http/app-env.ts'
import { requireAdmin } from '../../../http/auth/admin-auth.ts'
import { CursorTime, decodeCursor } from '../../../http/cursor.ts'
import { describe, jsonText } from '../../../http/describe.ts'
import { notFound } from '../../../http/failure.ts'
import { validate } from '../../../http/validate.ts'
import { listOf, Time } from '../../catalogue/schemas.ts'
import * as P from '../../params.ts'

const Fields = z.record(z.string(), z.unknown()).nullable()

export const AuditEntry = z
  .strictObject({
    id: z.int(),
    at: Time,
    actor: z.string().meta({ description: 'A user name, or what the command line says of its operator.' }),
    action: z.string().meta({ description: 'The thing and what was done to it, such as `skill.update`.' }),
    target_type: z.string(),
    target_id: z.string(),
    before: Fields.meta({
      description:
        'The fields that changed, as they were; null: it was not there. In a list, a value of over 1,000 characters is the text of its beginning, with a … behind it.',
    }),
    after: Fields.meta({ description: 'As they were then, likewise; null: it was gone.' }),
    request_id: z.string().nullable(),
  })
  .meta({ ref: 'AuditEntry' })

const word = (max: number) => P.text(max).min(1).optional()

const ListQuery = z.strictObject({
  actor: word(120),
  action: word(60),
  target_type: word(40),
  target_id: word(200),
  since: CursorTime.optional().meta({ description: 'Written then or later.' }),
  size: P.Size.prefault(20),
  cursor: P.Cursor.optional(),
})
const ListCursor = z.tuple([z.literal('audit'), z.int().positive()])
const IdParam = z.object({ id: P.RowId })

export const audit = new Hono<AppEnv>()
  .use(requireAdmin)
  .get(
    '/',
    describe({
      id: 'listAudit',
      tag: 'admin',
      summary: 'Who changed what, the newest first',
      ok: { schema: listOf(AuditEntry) },
      problems: [400, 401, 403, 503],
    }),
    validate('query', ListQuery),
    async (c) => {
      const { cursor, ...query } = c.req.valid('query')
      const [, after] = cursor === undefined ? [] : decodeCursor(cursor, ListCursor)
      return jsonText(c, await listAudit(c.var.db, { ...query, after }))
    },
  )
  .get(
    '/:id',
    describe({
      id: 'getAuditEntry',
      tag: 'admin',
      summary: 'One entry of the log, its texts whole',
      ok: { schema: AuditEntry },
      problems: [400, 401, 403, 404, 503],
    }),
    validate('param', IdParam),
    async (c) => {
      const { id } = c.req.valid('param')
      const entry = await findAuditEntry(c.var.db, id)
      if (entry === null) throw notFound('entry', String(id))
      return jsonText(c, entry)
    },
  )
