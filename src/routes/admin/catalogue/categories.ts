import { Hono } from 'hono'
import * as z from 'zod'
import {
  type CategoryUses,
  createCategory,
  deleteCategory,
  findCategory,
  listCategories,
  updateCategory,
} from '../../../db/catalogue/taxonomy/admin-categories.ts'
import { jsonText, listOf } from '../../../http/answers.ts'
import type { AppEnv } from '../../../http/app-env.ts'
import { requireAdminToChange } from '../../../http/auth/admin-auth.ts'
import { describe } from '../../../http/describe.ts'
import { Failure, found } from '../../../http/failure.ts'
import { limitBody } from '../../../http/input/body-limit.ts'
import { decodeCursor } from '../../../http/input/cursor.ts'
import { text } from '../../../http/input/fields.ts'
import { sizeAndCursor } from '../../../http/input/paging.ts'
import { refParam } from '../../../http/input/refs.ts'
import { validate } from '../../../http/input/validate.ts'
import { AdminCategory, CategoryChanges, NewCategory } from './category-schema.ts'

const ListQuery = z.strictObject({ ...sizeAndCursor(20) })
const ListCursor = z.tuple([z.literal('admin-categories'), z.int32(), text(80)])

const MAX_BYTES = 64 * 1024

export const adminCategories = new Hono<AppEnv>()
  .use(requireAdminToChange)
  .post(
    '/',
    describe({
      id: 'createCategory',
      tag: 'admin',
      summary: 'Create a category',
      ok: { status: 201, schema: AdminCategory },
      problems: [400, 401, 403, 409, 413, 415, 503],
    }),
    limitBody(MAX_BYTES),
    validate('json', NewCategory),
    async (c) => {
      const fields = c.req.valid('json')
      const created = await createCategory(c.var.db, c.var.editor, { ...fields, id: c.var.newId() })
      if (created !== null) return jsonText(c, created, 201)
      const message = `There is already a category '${fields.key}'. It may be inactive.`
      throw new Failure('conflict', message, { errors: [{ in: 'body', pointer: '/key', message }] })
    },
  )
  .get(
    '/',
    describe({
      id: 'listCategories',
      tag: 'admin',
      summary: 'List all categories in their order, including inactive ones',
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
      summary: 'Get a category, active or not',
      ok: { schema: AdminCategory },
      problems: [400, 401, 403, 404, 503],
    }),
    refParam('category'),
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
      summary: 'Change fields of a category',
      details: 'Null clears a field. The key cannot be changed.',
      ok: { schema: AdminCategory },
      problems: [400, 401, 403, 404, 413, 415, 503],
    }),
    limitBody(MAX_BYTES),
    refParam('category'),
    validate('json', CategoryChanges),
    async (c) => {
      const { id } = c.req.valid('param')
      return jsonText(c, found(await updateCategory(c.var.db, c.var.editor, id, c.req.valid('json')), 'category', id))
    },
  )
  .delete(
    '/:id',
    describe({
      id: 'deleteCategory',
      tag: 'admin',
      summary: 'Delete a category that is not in use',
      details: 'A built-in category comes back when a skill is assigned to it.',
      ok: { status: 204 },
      problems: [400, 401, 403, 404, 409, 503],
    }),
    refParam('category'),
    async (c) => {
      const { id } = c.req.valid('param')
      const uses = found(await deleteCategory(c.var.db, c.var.editor, id), 'category', id)
      if (uses.skills + uses.aliases + uses.boards > 0) throw inUse(uses)
      return c.body(null, 204)
    },
  )

const inUse = ({ skills, aliases, boards }: CategoryUses) =>
  new Failure(
    'conflict',
    `The category is in use: ${skills} skills (of any status), ${aliases} aliases and ${boards} boards with entries. Set is_active to false instead.`,
  )
