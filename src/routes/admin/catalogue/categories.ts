import { Hono } from 'hono'
import { z } from 'zod'
import {
  type CategoryUses,
  createCategory,
  deleteCategory,
  findCategory,
  listCategories,
  updateCategory,
} from '../../../db/catalogue/admin-categories.ts'
import type { AppEnv } from '../../../http/app-env.ts'
import { requireAdminToChange } from '../../../http/auth/admin-auth.ts'
import { limitBody } from '../../../http/body-limit.ts'
import { decodeCursor } from '../../../http/cursor.ts'
import { describe, jsonText } from '../../../http/describe.ts'
import { Failure, found } from '../../../http/failure.ts'
import { validate } from '../../../http/validate.ts'
import { listOf } from '../../catalogue/schemas.ts'
import * as P from '../../params.ts'
import { AdminCategory, CategoryChanges, NewCategory } from './category-schema.ts'

const ListQuery = z.strictObject({ size: P.Size.prefault(20), cursor: P.Cursor.optional() })
const ListCursor = z.tuple([z.literal('admin-categories'), z.int32(), P.text(80)])

const MAX_BYTES = 64 * 1024

export const adminCategories = new Hono<AppEnv>()
  .use(requireAdminToChange)
  .post(
    '/',
    describe({
      id: 'createCategory',
      tag: 'admin',
      summary: 'A new category',
      ok: { status: 201, schema: AdminCategory },
      problems: [400, 401, 403, 409, 413, 415, 503],
    }),
    limitBody(MAX_BYTES),
    validate('json', NewCategory),
    async (c) => {
      const fields = c.req.valid('json')
      const created = await createCategory(c.var.db, c.var.actor, { ...fields, id: c.var.newId() })
      if (created !== null) return jsonText(c, created, 201)
      const message = `There is a category '${fields.key}' already, active or not.`
      throw new Failure('conflict', message, { errors: [{ in: 'body', pointer: '/key', message }] })
    },
  )
  .get(
    '/',
    describe({
      id: 'listCategories',
      tag: 'admin',
      summary: 'Categories in their order, active or not',
      ok: { schema: listOf(AdminCategory) },
      problems: [400, 401, 403, 503],
    }),
    validate('query', ListQuery),
    async (c) => {
      const { cursor, size } = c.req.valid('query')
      const [, order, key] = cursor === undefined ? [] : decodeCursor(cursor, ListCursor)
      const after = order === undefined || key === undefined ? undefined : ([order, key] as const)
      return jsonText(c, await listCategories(c.var.db, { size, after }))
    },
  )
  .get(
    '/:id',
    describe({
      id: 'getCategory',
      tag: 'admin',
      summary: 'One category, active or not',
      ok: { schema: AdminCategory },
      problems: [400, 401, 403, 404, 503],
    }),
    validate('param', P.IdParam),
    async (c) => {
      const { id } = c.req.valid('param')
      return jsonText(c, found(await findCategory(c.var.db, id), 'category', id))
    },
  )
  .patch(
    '/:id',
    describe({
      id: 'updateCategory',
      tag: 'admin',
      summary: 'Sets the fields given; null clears one. The key stays',
      ok: { schema: AdminCategory },
      problems: [400, 401, 403, 404, 413, 415, 503],
    }),
    limitBody(MAX_BYTES),
    validate('param', P.IdParam),
    validate('json', CategoryChanges),
    async (c) => {
      const { id } = c.req.valid('param')
      return jsonText(c, found(await updateCategory(c.var.db, c.var.actor, id, c.req.valid('json')), 'category', id))
    },
  )
  .delete(
    '/:id',
    describe({
      id: 'deleteCategory',
      tag: 'admin',
      summary:
        'Deletes a category that nothing refers to. One of our own rules comes back with the next skill that is filed under it',
      ok: { status: 204 },
      problems: [400, 401, 403, 404, 409, 503],
    }),
    validate('param', P.IdParam),
    async (c) => {
      const { id } = c.req.valid('param')
      const uses = found(await deleteCategory(c.var.db, c.var.actor, id), 'category', id)
      if (uses.skills + uses.aliases + uses.boards > 0) throw inUse(uses)
      return c.body(null, 204)
    },
  )

const inUse = ({ skills, aliases, boards }: CategoryUses) =>
  new Failure(
    'conflict',
    `It still has ${skills} skills (of any status), ${aliases} aliases and ${boards} boards with entries. Set is_active to false instead.`,
  )
