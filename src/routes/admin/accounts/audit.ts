import { Hono } from 'hono'
import * as z from 'zod'
import { findAuditEntry, listAudit } from '../../../db/accounts/audit-log.ts'
import { jsonText, listOf, Time } from '../../../http/answers.ts'
import type { AppEnv } from '../../../http/app-env.ts'
import { requireAdmin } from '../../../http/auth/admin-auth.ts'
import { describe } from '../../../http/describe.ts'
import { found } from '../../../http/failure.ts'
import { decodeCursor } from '../../../http/input/cursor.ts'
import { MAX_WHOLE, text, whole } from '../../../http/input/fields.ts'
import { sizeAndCursor } from '../../../http/input/paging.ts'
import { AnyTime } from '../../../http/input/times.ts'
import { validate } from '../../../http/input/validate.ts'

const Fields = z.record(z.string(), z.unknown()).nullable()

export const AuditEntry = z
  .strictObject({
    id: z.int(),
    at: Time,
    actor: z.string().meta({ description: 'The user name of the account, or the operator of the command line.' }),
    action: z.string().meta({ description: 'The kind of thing and what was done to it, such as `skill.update`.' }),
    target_type: z.string(),
    target_id: z.string(),
    before: Fields.meta({
      description:
        'The changed fields before the change. Null if the thing did not exist. In a list, values of over 1,000 characters are cut and end with ….',
    }),
    after: Fields.meta({
      description: 'The changed fields after the change, cut likewise. Null if the thing was deleted.',
    }),
    request_id: z.string().nullable(),
  })
  .meta({ ref: 'AuditEntry' })

const exactly = (max: number) => text(max).min(1).optional()

const ListQuery = z.strictObject({
  actor: exactly(120),
  action: exactly(60),
  target_type: exactly(40),
  target_id: exactly(200),
  since: AnyTime.optional().meta({ description: 'Only entries from this time on.' }),
  ...sizeAndCursor(20),
})
const ListCursor = z.tuple([z.literal('audit'), z.int().positive()])
const EntryParam = z.object({ id: whole(MAX_WHOLE) })

export const audit = new Hono<AppEnv>()
  .use(requireAdmin)
  .get(
    '/',
    describe({
      id: 'listAudit',
      tag: 'admin',
      summary: 'List the audit log, newest first',
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
      summary: 'Get an entry of the audit log with its full texts',
      ok: { schema: AuditEntry },
      problems: [400, 401, 403, 404, 503],
    }),
    validate('param', EntryParam),
    async (c) => {
      const { id } = c.req.valid('param')
      return jsonText(c, found(await findAuditEntry(c.var.db, id), 'audit entry', String(id)))
    },
  )
