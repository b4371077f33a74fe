import { Hono } from 'hono'
import { listImprovements, recordImprovement } from '../../../db/ranking/improvements.ts'
import { jsonText, listOf } from '../../../http/answers.ts'
import type { AppEnv } from '../../../http/app-env.ts'
import { requireAdmin, requireReviewer } from '../../../http/auth/admin-auth.ts'
import { describe } from '../../../http/describe.ts'
import { notFound } from '../../../http/failure.ts'
import { limitBody } from '../../../http/input/body-limit.ts'
import { timeCursor } from '../../../http/input/cursor.ts'
import { idMeantBy, refParam } from '../../../http/input/refs.ts'
import { validate } from '../../../http/input/validate.ts'
import { Improvement, ImprovementsQuery, NewImprovement } from './improvement-schema.ts'

const MAX_BYTES = 16 * 1024

export const improvements = new Hono<AppEnv>().use(requireReviewer).get(
  '/',
  describe({
    id: 'listImprovements',
    tag: 'admin',
    summary: 'List improvements of skills and their effect on usage, newest first',
    ok: { schema: listOf(Improvement) },
    problems: [400, 401, 403, 404, 503],
  }),
  validate('query', ImprovementsQuery),
  async (c) => {
    const { cursor, skill_id: ref, ...query } = c.req.valid('query')
    const after = timeCursor(cursor, 'improvements')
    const skill_id = ref && (await idMeantBy(c.var.db, 'skill', ref))
    return jsonText(c, await listImprovements(c.var.db, { ...query, skill_id, now: c.var.now, after }))
  },
)

/** Only for admins, because an improvement can earn points for a source. */
export const skillImprovements = new Hono<AppEnv>().post(
  '/:id/improvements',
  requireAdmin,
  describe({
    id: 'recordImprovement',
    tag: 'admin',
    summary: 'Record an improvement of a skill',
    details: 'Stores its usage in the 14 days before. There is one improvement per skill, kind and UTC day.',
    ok: [
      { status: 201, schema: Improvement, means: 'The improvement was recorded. It is evaluated in 14 days.' },
      { status: 200, schema: Improvement, means: 'The improvement of this kind and day that was already recorded.' },
    ],
    problems: [400, 401, 403, 404, 413, 415, 503],
  }),
  limitBody(MAX_BYTES),
  refParam('skill'),
  validate('json', NewImprovement),
  async (c) => {
    const { id } = c.req.valid('param')
    const recorded = await recordImprovement(c.var.db, c.var.editor, {
      ...c.req.valid('json'),
      id: c.var.newId(),
      skillId: id,
      now: c.var.now,
    })
    if (recorded === null) throw notFound('skill', id)
    return jsonText(c, recorded.body, recorded.created ? 201 : 200)
  },
)
