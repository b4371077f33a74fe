import { Hono } from 'hono'
import * as z from 'zod'
import { createSkill, findAdminSkill, listAdminSkills, updateSkill } from '../../../db/catalogue/admin-skills.ts'
import { SKILL_STATUSES } from '../../../domain/catalogue/skill-enums.ts'
import { repoOwner } from '../../../domain/catalogue/slug.ts'
import { jsonText, listOf } from '../../../http/answers.ts'
import type { AppEnv } from '../../../http/app-env.ts'
import { requireReviewer } from '../../../http/auth/admin-auth.ts'
import { allowLongWrites } from '../../../http/connect-database.ts'
import { describe } from '../../../http/describe.ts'
import { Failure, found } from '../../../http/failure.ts'
import { limitBody } from '../../../http/input/body-limit.ts'
import { timeCursor } from '../../../http/input/cursor.ts'
import { filled } from '../../../http/input/fields.ts'
import { sizeAndCursor } from '../../../http/input/paging.ts'
import { refParam } from '../../../http/input/refs.ts'
import { validate } from '../../../http/input/validate.ts'
import { storedFields } from './skill-fields.ts'
import { AdminSkill, AdminSkillItem, NewSkill, SkillChanges } from './skill-schema.ts'

const ListQuery = z.strictObject({
  status: z.enum(SKILL_STATUSES).optional(),
  q: filled(200).optional(),
  ...sizeAndCursor(20),
})

/** Enough for the longest text at three bytes per character, and the other fields. */
const MAX_BYTES = 4 * 1024 * 1024

export const adminSkills = new Hono<AppEnv>()
  .use(requireReviewer)
  .post(
    '/',
    describe({
      id: 'createSkill',
      tag: 'admin',
      summary: 'Create a skill',
      details: 'Its status is draft unless you set another.',
      ok: { status: 201, schema: AdminSkill },
      problems: [400, 401, 403, 409, 413, 415, 503],
    }),
    limitBody(MAX_BYTES),
    validate('json', NewSkill),
    async (c) => {
      const fields = await storedFields(c.var.db, c.req.valid('json'))
      const owner = fields.owner ?? repoOwner(fields.canonical_repo ?? '') ?? 'unknown'
      const created = await createSkill(c.var.db, c.var.editor, c.var.newId(), { ...fields, owner })
      if (!created) throw new Failure('conflict', `${owner} already has a skill '${fields.name}'.`)
      return jsonText(c, created, 201)
    },
  )
  .get(
    '/',
    describe({
      id: 'listAdminSkills',
      tag: 'admin',
      summary: 'List skills of any status by their last change, newest first',
      ok: { schema: listOf(AdminSkillItem) },
      problems: [400, 401, 403, 503],
    }),
    validate('query', ListQuery),
    async (c) => {
      const { cursor, ...query } = c.req.valid('query')
      return jsonText(c, await listAdminSkills(c.var.db, { ...query, after: timeCursor(cursor, 'admin-skills') }))
    },
  )
  .get(
    '/:id',
    describe({
      id: 'getAdminSkill',
      tag: 'admin',
      summary: 'Get a skill of any status',
      ok: { schema: AdminSkill },
      problems: [400, 401, 403, 404, 503],
    }),
    refParam('skill'),
    async (c) => {
      const { id } = c.req.valid('param')
      return jsonText(c, found(await findAdminSkill(c.var.db, id), 'skill', id))
    },
  )
  .patch(
    '/:id',
    describe({
      id: 'updateSkill',
      tag: 'admin',
      summary: 'Change fields of a skill',
      details: 'Null clears a field. When the file changes later, the fields keep your values, except for the text.',
      ok: { schema: AdminSkill },
      problems: [400, 401, 403, 404, 413, 415, 503],
    }),
    allowLongWrites,
    limitBody(MAX_BYTES),
    refParam('skill'),
    validate('json', SkillChanges),
    async (c) => {
      const { id } = c.req.valid('param')
      const fields = await storedFields(c.var.db, c.req.valid('json'))
      return jsonText(c, found(await updateSkill(c.var.db, c.var.editor, id, fields), 'skill', id))
    },
  )
  .delete(
    '/:id',
    describe({
      id: 'archiveSkill',
      tag: 'admin',
      summary: 'Archive a skill',
      details: 'It leaves the public catalogue, but keeps all its data.',
      ok: { status: 204 },
      problems: [400, 401, 403, 404, 503],
    }),
    allowLongWrites,
    refParam('skill'),
    async (c) => {
      const { id } = c.req.valid('param')
      found(await updateSkill(c.var.db, c.var.editor, id, { status: 'archived' }), 'skill', id)
      return c.body(null, 204)
    },
  )
