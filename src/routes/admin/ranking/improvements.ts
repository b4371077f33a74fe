import { Hono } from 'hono'
import { listImprovements, recordImprovement } from '../../../db/ranking/improvements.ts'
import type { AppEnv } from '../../../http/app-env.ts'
import { requireAdmin, requireReviewer } from '../../../http/auth/admin-auth.ts'
import { limitBody } from '../../../http/body-limit.ts'
import { timeCursor } from '../../../http/cursor.ts'
import { describe, jsonText } from '../../../http/describe.ts'
import { notFound } from '../../../http/failure.ts'
import { validate } from '../../../http/validate.ts'
import { listOf } from '../../catalogue/schemas.ts'
import * as P from '../../params.ts'
import { Improvement, ImprovementsQuery, NewImprovement } from './improvement-schema.ts'

const MAX_BYTES = 16 * 1024

export const improvements = new Hono<AppEnv>().use(requireReviewer).get(
  '/',
  describe({
    id: 'listImprovements',
    tag: 'admin',
    summary: 'Improvements of skills and what became of their use, the last recorded first',
    ok: { schema: listOf(Improvement) },
    problems: [400, 401, 403, 503],
  }),
  validate('query', ImprovementsQuery),
  async (c) => {
    const { cursor, ...query } = c.req.valid('query')
    const after = timeCursor(cursor, 'improvements')
    return jsonText(c, await listImprovements(c.var.db, { ...query, now: c.var.now, after }))
  },
)

/** Of one skill: it credits a source, so it is for admins. */
export const skillImprovements = new Hono<AppEnv>().post(
  '/:id/improvements',
  requireAdmin,
  describe({
    id: 'recordImprovement',
    tag: 'admin',
    summary: 'Records that a skill was improved, with its use in the 14 days before; one of a kind and UTC day',
    ok: [
      { status: 201, schema: Improvement, means: 'It is recorded, and evaluated in 14 days.' },
      { status: 200, schema: Improvement, means: 'The one of that kind and day, which was recorded already.' },
    ],
    problems: [400, 401, 403, 404, 413, 415, 503],
  }),
  limitBody(MAX_BYTES),
  validate('param', P.IdParam),
  validate('json', NewImprovement),
  async (c) => {
    const { id } = c.req.valid('param')
    const recorded = await recordImprovement(c.var.db, c.var.actor, {
      ...c.req.valid('json'),
      id: c.var.newId(),
      skillId: id,
      now: c.var.now,
    })
    if (recorded === null) throw notFound('skill', id)
    return jsonText(c, recorded.body, recorded.created ? 201 : 200)
  },
)
