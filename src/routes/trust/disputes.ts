import { Hono } from 'hono'
import * as z from 'zod'
import { fileDispute } from '../../db/trust/disputes/file-dispute.ts'
import { listDecided, readDispute } from '../../db/trust/disputes/list-disputes.ts'
import { keyedHash } from '../../domain/text/hmac.ts'
import { DISPUTE_KINDS, REPORT_LIMITS } from '../../domain/trust/disputes.ts'
import { jsonText } from '../../http/answers.ts'
import type { AppEnv } from '../../http/app-env.ts'
import { senderBlock } from '../../http/auth/sender-block.ts'
import { cacheFor } from '../../http/cache-for.ts'
import { describe } from '../../http/describe.ts'
import { Failure, found } from '../../http/failure.ts'
import { limitBody } from '../../http/input/body-limit.ts'
import { timeCursor } from '../../http/input/cursor.ts'
import { invalid } from '../../http/input/field-errors.ts'
import { IdParam } from '../../http/input/fields.ts'
import { sizeAndCursor } from '../../http/input/paging.ts'
import { idInBody, idMeantBy, refTo } from '../../http/input/refs.ts'
import { validate } from '../../http/input/validate.ts'
import { rateLimit } from '../../http/rate-limit.ts'
import { Dispute, DisputeList, NewReport } from './dispute-schema.ts'

const MAX_BYTES = 32 * 1024

const Query = z.strictObject({
  kind: z.enum(DISPUTE_KINDS).optional(),
  skill: refTo('skill').optional(),
  ...sizeAndCursor(20),
})

/** What people report of skills, and what became of it. */
export const disputes = new Hono<AppEnv>()
  .post(
    '/',
    describe({
      id: 'reportSkill',
      tag: 'catalogue',
      summary: 'Report a skill to the reviewers',
      details: `Anybody may. The answer has the address at which the decision can be read. Sending the same kind of report of a skill again while it is open changes nothing. A sender may send ${REPORT_LIMITS.ofSenderADay} reports a day. A keyed hash of the address is kept for 30 days, to hold that limit.`,
      ok: { status: 202, schema: Dispute },
      problems: [400, 413, 415, 429, 503],
    }),
    rateLimit('REPORTS_LIMITER'),
    limitBody(MAX_BYTES),
    validate('json', NewReport),
    async (c) => {
      const { skill, version = null, kind, details } = c.req.valid('json')
      const skillId = await idInBody(c.var.db, 'skill', skill, '/skill')
      const senderHash = keyedHash(c.var.config.EVENT_HASH_SECRET)(senderBlock(c))
      const filed = await fileDispute(c.var.db, { id: c.var.newId(), kind, skillId, version, details, senderHash })
      if (!('id' in filed)) throw refused(filed.is)
      c.header('Location', `/v1/reports/${filed.id}`)
      return jsonText(c, found(await readDispute(c.var.db, filed.id), 'report', filed.id), 202)
    },
  )
  .get(
    '/',
    describe({
      id: 'listReports',
      tag: 'catalogue',
      summary: 'List what was decided about reports and appeals, newest first',
      details: 'Open reports are not listed: nobody has looked yet at what they say.',
      ok: { schema: DisputeList },
      problems: [400, 404, 503],
    }),
    cacheFor({ seconds: 60, tags: () => ['reports'] }),
    validate('query', Query),
    async (c) => {
      const { cursor, skill, ...query } = c.req.valid('query')
      const skillId = skill === undefined ? undefined : await idMeantBy(c.var.db, 'skill', skill)
      return jsonText(
        c,
        await listDecided(c.var.db, { ...query, skillId, after: timeCursor(cursor, 'reports-decided') }),
      )
    },
  )
  .get(
    '/:id',
    describe({
      id: 'getReportStatus',
      tag: 'catalogue',
      summary: 'Get how a report or an appeal stands',
      ok: { schema: Dispute },
      problems: [400, 404, 503],
    }),
    validate('param', IdParam),
    async (c) => {
      const { id } = c.req.valid('param')
      return jsonText(c, found(await readDispute(c.var.db, id), 'report', id))
    },
  )

function refused(is: 'no_version' | 'sender_limit' | 'skill_limit'): Failure {
  if (is === 'no_version')
    return invalid([{ in: 'body', pointer: '/version', message: 'is not a version of the skill' }])
  return is === 'sender_limit'
    ? new Failure('quota_exceeded', `A sender may send ${REPORT_LIMITS.ofSenderADay} reports a day.`, {
        headers: { 'Retry-After': '86400' },
      })
    : new Failure('quota_exceeded', 'There are many open reports of this skill already. A reviewer will look at it.', {
        headers: { 'Retry-After': '86400' },
      })
}
