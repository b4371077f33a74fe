import { type Context, Hono } from 'hono'
import * as z from 'zod'
import { createSite, findSite, listSites, replaceSecret, updateSite } from '../../../db/events/admin-sites.ts'
import type { JsonText } from '../../../db/json.ts'
import { sha256Hex } from '../../../domain/text/hash.ts'
import { jsonText, listOf } from '../../../http/answers.ts'
import type { AppEnv } from '../../../http/app-env.ts'
import { requireAdmin } from '../../../http/auth/admin-auth.ts'
import { describe } from '../../../http/describe.ts'
import { Failure, found } from '../../../http/failure.ts'
import { limitBody } from '../../../http/input/body-limit.ts'
import { timeCursor } from '../../../http/input/cursor.ts'
import { filled } from '../../../http/input/fields.ts'
import { sizeAndCursor } from '../../../http/input/paging.ts'
import { refParam } from '../../../http/input/refs.ts'
import { validate } from '../../../http/input/validate.ts'
import { AdminSite, NewSite, SITE_STATUSES, SiteChanges, SiteWithSecret } from './site-schema.ts'

const ListQuery = z.strictObject({
  status: z.enum(SITE_STATUSES).optional(),
  q: filled(200).optional(),
  ...sizeAndCursor(20),
})

const MAX_BYTES = 64 * 1024

export const adminSites = new Hono<AppEnv>()
  .use(requireAdmin)
  .post(
    '/',
    describe({
      id: 'createSite',
      tag: 'admin',
      summary: 'Create a site that may report events',
      details: 'The answer has the secret of the site.',
      ok: { status: 201, schema: SiteWithSecret },
      problems: [400, 401, 403, 409, 413, 415, 503],
    }),
    limitBody(MAX_BYTES),
    validate('json', NewSite),
    async (c) => {
      const fields = c.req.valid('json')
      const secret = c.var.newSecret()
      const created = await createSite(c.var.db, c.var.editor, {
        ...fields,
        id: c.var.newId(),
        secretHash: await sha256Hex(secret),
      })
      if (created === null)
        throw new Failure('conflict', `There is already a site '${fields.key}'. It may be archived.`)
      return showSecret(c, created, secret, 201)
    },
  )
  .get(
    '/',
    describe({
      id: 'listSites',
      tag: 'admin',
      summary: 'List sites of any status, newest first',
      ok: { schema: listOf(AdminSite) },
      problems: [400, 401, 403, 503],
    }),
    validate('query', ListQuery),
    async (c) => {
      const { cursor, ...query } = c.req.valid('query')
      return jsonText(c, await listSites(c.var.db, { ...query, after: timeCursor(cursor, 'admin-sites') }))
    },
  )
  .get(
    '/:id',
    describe({
      id: 'getSite',
      tag: 'admin',
      summary: 'Get a site of any status',
      ok: { schema: AdminSite },
      problems: [400, 401, 403, 404, 503],
    }),
    refParam('site'),
    async (c) => {
      const { id } = c.req.valid('param')
      return jsonText(c, found(await findSite(c.var.db, id), 'site', id))
    },
  )
  .patch(
    '/:id',
    describe({
      id: 'updateSite',
      tag: 'admin',
      summary: 'Change fields of a site',
      details: 'Setting a status restores an archived site. The key cannot be changed.',
      ok: { schema: AdminSite },
      problems: [400, 401, 403, 404, 413, 415, 503],
    }),
    limitBody(MAX_BYTES),
    refParam('site'),
    validate('json', SiteChanges),
    async (c) => {
      const { id } = c.req.valid('param')
      return jsonText(c, found(await updateSite(c.var.db, c.var.editor, id, c.req.valid('json')), 'site', id))
    },
  )
  .delete(
    '/:id',
    describe({
      id: 'archiveSite',
      tag: 'admin',
      summary: 'Archive a site',
      details: 'It can no longer report events. Its past events stay.',
      ok: { status: 204 },
      problems: [400, 401, 403, 404, 503],
    }),
    refParam('site'),
    async (c) => {
      const { id } = c.req.valid('param')
      found(await updateSite(c.var.db, c.var.editor, id, { status: 'archived' }), 'site', id)
      return c.body(null, 204)
    },
  )
  .post(
    '/:id/secret',
    describe({
      id: 'rotateSiteSecret',
      tag: 'admin',
      summary: 'Replace the secret of a site',
      details: 'The old secret stops working at once. Tokens that it got stay valid until they expire.',
      ok: { schema: SiteWithSecret },
      problems: [400, 401, 403, 404, 503],
    }),
    refParam('site'),
    async (c) => {
      const { id } = c.req.valid('param')
      const secret = c.var.newSecret()
      return showSecret(
        c,
        found(await replaceSecret(c.var.db, c.var.editor, id, await sha256Hex(secret)), 'site', id),
        secret,
        200,
      )
    },
  )

// The secret is added here, because the database may log its statements.
const showSecret = (c: Context<AppEnv>, site: JsonText, secret: string, status: 200 | 201) =>
  c.json({ ...JSON.parse(site), secret }, status)
