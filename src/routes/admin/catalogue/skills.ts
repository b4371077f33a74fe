import { Hono } from 'hono'
import { z } from 'zod'
import { createSkill, findAdminSkill, listAdminSkills, updateSkill } from '../../../db/catalogue/admin-skills.ts'
import { SKILL_STATUSES } from '../../../domain/catalogue/skill-enums.ts'
import { repoOwner, skillSlug } from '../../../domain/catalogue/slug.ts'
import type { AppEnv } from '../../../http/app-env.ts'
import { requireReviewer } from '../../../http/auth/admin-auth.ts'
import { limitBody } from '../../../http/body-limit.ts'
import { timeCursor } from '../../../http/cursor.ts'
import { describe, jsonText } from '../../../http/describe.ts'
import { Failure, found } from '../../../http/failure.ts'
import { validate } from '../../../http/validate.ts'
import { listOf } from '../../catalogue/schemas.ts'
import * as P from '../../params.ts'
import { storedFields } from './skill-fields.ts'
import { AdminSkill, AdminSkillItem, NewSkill, SkillChanges } from './skill-schema.ts'

const ListQuery = z.strictObject({
  status: z.enum(SKILL_STATUSES).optional(),
  q: P.text(200).trim().min(1, 'must not be blank').optional(),
  size: P.Size.prefault(20),
  cursor: P.Cursor.optional(),
})

/** The longest text in three bytes a character, and room for the rest. */
const MAX_BYTES = 4 * 1024 * 1024

export const adminSkills = new Hono<AppEnv>()
  .use(requireReviewer)
  .post(
    '/',
    describe({
      id: 'createSkill',
      tag: 'admin',
      summary: 'A new skill; a draft unless a status is given',
      ok: { status: 201, schema: AdminSkill },
      problems: [400, 401, 403, 409, 413, 415, 503],
    }),
    limitBody(MAX_BYTES),
    validate('json', NewSkill),
    async (c) => {
      const fields = await storedFields(c.var.db, c.req.valid('json'))
      const owner = fields.owner ?? repoOwner(fields.canonical_repo ?? '') ?? 'unknown'
      const slug = skillSlug(owner, fields.name)
      const created = await createSkill(c.var.db, c.var.actor, c.var.newId(), slug, { ...fields, owner })
      if (!created) throw new Failure('conflict', `There is a skill '${slug}' already.`)
      return jsonText(c, created, 201)
    },
  )
  .get(
    '/',
    describe({
      id: 'listAdminSkills',
      tag: 'admin',
      summary: 'Skills of any status, changed last first',
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
      summary: 'One skill of any status',
      ok: { schema: AdminSkill },
      problems: [400, 401, 403, 404, 503],
    }),
    validate('param', P.IdParam),
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
      summary:
        'Sets the fields given; null clears one. What an admin has set stays when the file changes; its text does not',
      ok: { schema: AdminSkill },
      problems: [400, 401, 403, 404, 413, 415, 503],
    }),
    limitBody(MAX_BYTES),
    validate('param', P.IdParam),
    validate('json', SkillChanges),
    async (c) => {
      const { id } = c.req.valid('param')
      const fields = await storedFields(c.var.db, c.req.valid('json'))
      return jsonText(c, found(await updateSkill(c.var.db, c.var.actor, id, fields), 'skill', id))
    },
  )
  .delete(
    '/:id',
    describe({
      id: 'archiveSkill',
      tag: 'admin',
      summary: 'Archives a skill: it leaves the public catalogue, and nothing of it is lost',
      ok: { status: 204 },
      problems: [400, 401, 403, 404, 503],
    }),
    validate('param', P.IdParam),
    async (c) => {
      const { id } = c.req.valid('param')
      found(await updateSkill(c.var.db, c.var.actor, id, { status: 'archived' }), 'skill', id)
      return c.body(null, 204)
    },
  )
