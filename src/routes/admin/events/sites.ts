import { type Context, Hono } from 'hono'
import { z } from 'zod'
import { createSite, findSite, listSites, replaceSecret, updateSite } from '../../../db/events/admin-sites.ts'
import type { JsonText } from '../../../db/json.ts'
import { sha256Hex } from '../../../domain/text/hash.ts'
import type { AppEnv } from '../../../http/app-env.ts'
import { requireAdmin } from '../../../http/auth/admin-auth.ts'
import { limitBody } from '../../../http/body-limit.ts'
import { timeCursor } from '../../../http/cursor.ts'
import { describe, jsonText } from '../../../http/describe.ts'
import { Failure, found } from '../../../http/failure.ts'
import { validate } from '../../../http/validate.ts'
import { listOf } from '../../catalogue/schemas.ts'
import * as P from '../../params.ts'
import { AdminSite, NewSite, SITE_STATUSES, SiteChanges, SiteWithSecret } from './site-schema.ts'

const ListQuery = z.strictObject({
  status: z.enum(SITE_STATUSES).optional(),
  q: P.text(200).trim().min(1, 'must not be blank').optional(),
  size: P.Size.prefault(20),
  cursor: P.Cursor.optional(),
})

const MAX_BYTES = 64 * 1024

export const adminSites = new Hono<AppEnv>()
  .use(requireAdmin)
  .post(
    '/',
    describe({
      id: 'createSite',
      tag: 'admin',
      summary: 'A new site that may report events, with its secret',
      ok: { status: 201, schema: SiteWithSecret },
      problems: [400, 401, 403, 409, 413, 415, 503],
    }),
    limitBody(MAX_BYTES),
    validate('json', NewSite),
    async (c) => {
      const fields = c.req.valid('json')
      const secret = c.var.newSecret()
      const created = await createSite(c.var.db, c.var.actor, {
        ...fields,
        id: c.var.newId(),
        secretHash: await sha256Hex(secret),
      })
      if (created === null) throw new Failure('conflict', `There is a site '${fields.key}' already, archived or not.`)
      return showSecret(c, created, secret, 201)
    },
  )
  .get(
    '/',
    describe({
      id: 'listSites',
      tag: 'admin',
      summary: 'Sites of any status, the newest first',
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
      summary: 'One site of any status',
      ok: { schema: AdminSite },
      problems: [400, 401, 403, 404, 503],
    }),
    validate('param', P.IdParam),
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
      summary: 'Sets the fields given; a status brings an archived site back. The key stays',
      ok: { schema: AdminSite },
      problems: [400, 401, 403, 404, 413, 415, 503],
    }),
    limitBody(MAX_BYTES),
    validate('param', P.IdParam),
    validate('json', SiteChanges),
    async (c) => {
      const { id } = c.req.valid('param')
      return jsonText(c, found(await updateSite(c.var.db, c.var.actor, id, c.req.valid('json')), 'site', id))
    },
  )
  .delete(
    '/:id',
    describe({
      id: 'archiveSite',
      tag: 'admin',
      summary: 'Archives a site: it may report nothing more, and what it has reported stays',
      ok: { status: 204 },
      problems: [400, 401, 403, 404, 503],
    }),
    validate('param', P.IdParam),
    async (c) => {
      const { id } = c.req.valid('param')
      found(await updateSite(c.var.db, c.var.actor, id, { status: 'archived' }), 'site', id)
      return c.body(null, 204)
    },
  )
  .post(
    '/:id/secret',
    describe({
      id: 'rotateSiteSecret',
      tag: 'admin',
      summary: 'A new secret; the old one stops working at once, tokens it got last until they expire',
      ok: { schema: SiteWithSecret },
      problems: [400, 401, 403, 404, 503],
    }),
    validate('param', P.IdParam),
    async (c) => {
      const { id } = c.req.valid('param')
      const secret = c.var.newSecret()
      return showSecret(
        c,
        found(await replaceSecret(c.var.db, c.var.actor, id, await sha256Hex(secret)), 'site', id),
        secret,
        200,
      )
    },
  )

// Taken apart for once: the secret itself must not get to the database, which may log its statements.
const showSecret = (c: Context<AppEnv>, site: JsonText, secret: string, status: 200 | 201) =>
  c.json({ ...JSON.parse(site), secret }, status)
