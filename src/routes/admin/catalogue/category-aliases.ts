import { Hono } from 'hono'
import * as z from 'zod'
import {
  type AliasWrite,
  createAlias,
  deleteAlias,
  findAlias,
  listAliases,
  reapplyAlias,
  updateAlias,
} from '../../../db/catalogue/taxonomy/admin-aliases.ts'
import { SKILLS_AT_ONCE } from '../../../db/catalogue/upkeep/unfinished.ts'
import { jsonText, listOf } from '../../../http/answers.ts'
import type { AppEnv } from '../../../http/app-env.ts'
import { requireAdminToChange } from '../../../http/auth/admin-auth.ts'
import { describe } from '../../../http/describe.ts'
import { Failure, found, notFound } from '../../../http/failure.ts'
import { limitBody } from '../../../http/input/body-limit.ts'
import { timeCursor } from '../../../http/input/cursor.ts'
import { invalid } from '../../../http/input/field-errors.ts'
import { IdParam } from '../../../http/input/fields.ts'
import { sizeAndCursor } from '../../../http/input/paging.ts'
import { idInBody, idMeantBy, noSuchRef, refTo } from '../../../http/input/refs.ts'
import { validate } from '../../../http/input/validate.ts'
import { CategoryAlias, CategoryAliasChanges, NewCategoryAlias, ReappliedAlias } from './category-alias-schema.ts'
import { FINISHED_LATER, progressOf, repeatSoon } from './repeat-soon.ts'

const ListQuery = z.strictObject({
  source_id: z.uuid().optional(),
  category_id: refTo('category').optional(),
  ...sizeAndCursor(20),
})

const MAX_BYTES = 64 * 1024

export const categoryAliases = new Hono<AppEnv>()
  .use(requireAdminToChange)
  .post(
    '/',
    describe({
      id: 'createCategoryAlias',
      tag: 'admin',
      summary: 'Map a category name of a source to one of our categories',
      details: 'It applies to files that are approved from now on.',
      ok: { status: 201, schema: CategoryAlias },
      problems: [400, 401, 403, 409, 413, 415, 503],
    }),
    limitBody(MAX_BYTES),
    validate('json', NewCategoryAlias),
    async (c) => {
      const { category_id: ref, ...fields } = c.req.valid('json')
      const category_id = await idInBody(c.var.db, 'category', ref, '/category_id')
      const written = await createAlias(c.var.db, c.var.editor, { ...fields, category_id, id: c.var.newId() })
      return jsonText(c, accepted(written), 201)
    },
  )
  .get(
    '/',
    describe({
      id: 'listCategoryAliases',
      tag: 'admin',
      summary: 'List the category aliases, newest first',
      ok: { schema: listOf(CategoryAlias) },
      problems: [400, 401, 403, 404, 503],
    }),
    validate('query', ListQuery),
    async (c) => {
      const { cursor, category_id: ref, ...query } = c.req.valid('query')
      const after = timeCursor(cursor, 'category-aliases')
      const category_id = ref && (await idMeantBy(c.var.db, 'category', ref))
      return jsonText(c, await listAliases(c.var.db, { ...query, category_id, after }))
    },
  )
  .get(
    '/:id',
    describe({
      id: 'getCategoryAlias',
      tag: 'admin',
      summary: 'Get a category alias and the number of skills that it would move',
      ok: { schema: CategoryAlias },
      problems: [400, 401, 403, 404, 503],
    }),
    validate('param', IdParam),
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
      summary: 'Map a category name of a source to another category',
      details: 'Skills stay where they are until you call `/reapply`.',
      ok: { schema: CategoryAlias },
      problems: [400, 401, 403, 404, 413, 415, 503],
    }),
    limitBody(MAX_BYTES),
    validate('param', IdParam),
    validate('json', CategoryAliasChanges),
    async (c) => {
      const { id } = c.req.valid('param')
      const category = await idInBody(c.var.db, 'category', c.req.valid('json').category_id, '/category_id')
      const written = await updateAlias(c.var.db, c.var.editor, id, category)
      return jsonText(c, accepted({ ...written, body: found(written.body, 'category alias', id) }))
    },
  )
  .delete(
    '/:id',
    describe({
      id: 'deleteCategoryAlias',
      tag: 'admin',
      summary: 'Delete a category alias',
      details: 'Skills stay where they are until their files are approved again.',
      ok: { status: 204 },
      problems: [400, 401, 403, 404, 503],
    }),
    validate('param', IdParam),
    async (c) => {
      const { id } = c.req.valid('param')
      if (!(await deleteAlias(c.var.db, c.var.editor, id))) throw notFound('category alias', id)
      return c.body(null, 204)
    },
  )
  .post(
    '/:id/reapply',
    describe({
      id: 'reapplyCategoryAlias',
      tag: 'admin',
      summary: 'Move the affected skills to the category of the alias',
      details: 'Skills that an admin has edited stay where they are.',
      ok: [{ schema: ReappliedAlias }, { status: 202, schema: ReappliedAlias, means: FINISHED_LATER }],
      problems: [400, 401, 403, 404, 503],
    }),
    validate('param', IdParam),
    async (c) => {
      const { id } = c.req.valid('param')
      let changed = 0
      const last = await repeatSoon(c, async () => {
        const page = await reapplyAlias(c.var.db, c.var.editor, { id, limit: SKILLS_AT_ONCE })
        changed += page?.skills ?? 0
        return page
      })
      const { status, remaining } = await progressOf(c, id, found(last, 'category alias', id))
      return c.json({ changed, remaining }, status)
    },
  )

/** Returns the alias that was written. Throws a Failure if a field was refused. */
function accepted({ body, refused }: AliasWrite): string {
  if (refused === 'no_source')
    throw invalid([{ in: 'body', pointer: '/source_id', message: 'is not the id of a source' }])
  if (refused === 'no_category') throw noSuchRef('category', '/category_id')
  if (refused === null && body !== null) return body
  const message = 'The source already has an alias with this name. Case does not matter.'
  throw new Failure('conflict', message, { errors: [{ in: 'body', pointer: '/raw_category', message }] })
}
