import { Hono } from 'hono'
import { z } from 'zod'
import {
  type AliasWrite,
  createAlias,
  deleteAlias,
  findAlias,
  listAliases,
  reapplyAlias,
  updateAlias,
} from '../../../db/catalogue/admin-aliases.ts'
import type { AppEnv } from '../../../http/app-env.ts'
import { requireAdminToChange } from '../../../http/auth/admin-auth.ts'
import { limitBody } from '../../../http/body-limit.ts'
import { timeCursor } from '../../../http/cursor.ts'
import { describe, jsonText } from '../../../http/describe.ts'
import { Failure, found, notFound } from '../../../http/failure.ts'
import { sortInWords } from '../../../http/sort-in-words.ts'
import { invalid, validate } from '../../../http/validate.ts'
import { listOf } from '../../catalogue/schemas.ts'
import * as P from '../../params.ts'
import { CategoryAlias, CategoryAliasChanges, NewCategoryAlias, ReappliedAlias } from './category-alias-schema.ts'

const ListQuery = z.strictObject({
  source_id: z.uuid('must be a UUID').optional(),
  category_id: z.uuid('must be a UUID').optional(),
  size: P.Size.prefault(20),
  cursor: P.Cursor.optional(),
})

const MAX_BYTES = 64 * 1024

export const categoryAliases = new Hono<AppEnv>()
  .use(requireAdminToChange)
  .post(
    '/',
    describe({
      id: 'createCategoryAlias',
      tag: 'admin',
      summary: 'Says which category a source’s own name for one means; files that are approved from then on go by it',
      ok: { status: 201, schema: CategoryAlias },
      problems: [400, 401, 403, 409, 413, 415, 503],
    }),
    limitBody(MAX_BYTES),
    validate('json', NewCategoryAlias),
    async (c) => {
      const fields = c.req.valid('json')
      const written = await createAlias(c.var.db, c.var.actor, { ...fields, id: c.var.newId() })
      return jsonText(c, accepted(written), 201)
    },
  )
  .get(
    '/',
    describe({
      id: 'listCategoryAliases',
      tag: 'admin',
      summary: 'What sources call our categories, the newest first',
      ok: { schema: listOf(CategoryAlias) },
      problems: [400, 401, 403, 503],
    }),
    validate('query', ListQuery),
    async (c) => {
      const { cursor, ...query } = c.req.valid('query')
      return jsonText(c, await listAliases(c.var.db, { ...query, after: timeCursor(cursor, 'category-aliases') }))
    },
  )
  .get(
    '/:id',
    describe({
      id: 'getCategoryAlias',
      tag: 'admin',
      summary: 'One alias, and how many skills it would file elsewhere',
      ok: { schema: CategoryAlias },
      problems: [400, 401, 403, 404, 503],
    }),
    validate('param', P.IdParam),
    async (c) => {
      const { id } = c.req.valid('param')
      return jsonText(c, found(await findAlias(c.var.db, id), 'category alias', id))
    },
  )
  .patch(
    '/:id',
    describe({
      id: 'updateCategoryAlias',
      tag: 'admin',
      summary: 'Another category for a name. `affected_skills` stand where they did: `/reapply` files them anew',
      ok: { schema: CategoryAlias },
      problems: [400, 401, 403, 404, 413, 415, 503],
    }),
    limitBody(MAX_BYTES),
    validate('param', P.IdParam),
    validate('json', CategoryAliasChanges),
    async (c) => {
      const { id } = c.req.valid('param')
      const written = await updateAlias(c.var.db, c.var.actor, id, c.req.valid('json').category_id)
      return jsonText(c, accepted({ ...written, body: found(written.body, 'category alias', id) }))
    },
  )
  .delete(
    '/:id',
    describe({
      id: 'deleteCategoryAlias',
      tag: 'admin',
      summary: 'Forgets a name; the skills stay where they are until their files are approved again',
      ok: { status: 204 },
      problems: [400, 401, 403, 404, 503],
    }),
    validate('param', P.IdParam),
    async (c) => {
      const { id } = c.req.valid('param')
      if (!(await deleteAlias(c.var.db, c.var.actor, id))) throw notFound('category alias', id)
      return c.body(null, 204)
    },
  )
  .post(
    '/:id/reapply',
    sortInWords,
    describe({
      id: 'reapplyCategoryAlias',
      tag: 'admin',
      summary:
        'Files the affected skills under the category of the name; those that an admin has edited stay where they are',
      ok: { schema: ReappliedAlias },
      problems: [400, 401, 403, 404, 503],
    }),
    validate('param', P.IdParam),
    async (c) => {
      const { id } = c.req.valid('param')
      return c.json({ changed: found(await reapplyAlias(c.var.db, c.var.actor, id), 'category alias', id) })
    },
  )

/** The alias as it was written, unless a field was refused. */
function accepted({ body, refused }: AliasWrite): string {
  if (refused === 'no_source') throw invalid([{ in: 'body', pointer: '/source_id', message: 'is no source' }])
  if (refused === 'no_category') throw invalid([{ in: 'body', pointer: '/category_id', message: 'is no category' }])
  if (refused === null && body !== null) return body
  const message = 'The source has an alias of this name already, in whatever case.'
  throw new Failure('conflict', message, { errors: [{ in: 'body', pointer: '/raw_category', message }] })
}
