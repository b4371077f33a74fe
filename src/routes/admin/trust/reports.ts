import { type Context, Hono } from 'hono'
import { updateSkill } from '../../../db/catalogue/admin-skills.ts'
import { decide, revokeDecision } from '../../../db/trust/decide.ts'
import { decideDispute, findDispute, type OpenDispute } from '../../../db/trust/disputes/decide-dispute.ts'
import { listDecided, listOpen, readDispute } from '../../../db/trust/disputes/list-disputes.ts'
import type { DisputeAct } from '../../../domain/trust/disputes.ts'
import { jsonText } from '../../../http/answers.ts'
import type { AppEnv } from '../../../http/app-env.ts'
import { requireReviewer } from '../../../http/auth/admin-auth.ts'
import { describe } from '../../../http/describe.ts'
import { Failure, found } from '../../../http/failure.ts'
import { limitBody } from '../../../http/input/body-limit.ts'
import { timeCursor } from '../../../http/input/cursor.ts'
import { invalid } from '../../../http/input/field-errors.ts'
import { IdParam } from '../../../http/input/fields.ts'
import { idMeantBy } from '../../../http/input/refs.ts'
import { validate } from '../../../http/input/validate.ts'
import { ReportDecision, ReportQuery, ReviewedReport, ReviewedReportList } from './report-schema.ts'

const MAX_BYTES = 16 * 1024

/** The queue of reports and appeals. */
export const adminReports = new Hono<AppEnv>()
  .use(requireReviewer)
  .get(
    '/',
    describe({
      id: 'listReportsForReview',
      tag: 'admin',
      summary: 'List reports and appeals with what their senders wrote',
      ok: { schema: ReviewedReportList },
      problems: [400, 401, 403, 404, 503],
    }),
    validate('query', ReportQuery),
    async (c) => {
      const { state, skill, cursor, ...query } = c.req.valid('query')
      const skillId = skill === undefined ? undefined : await idMeantBy(c.var.db, 'skill', skill)
      const asked = { ...query, skillId, after: timeCursor(cursor, `reports-${state}`) }
      return jsonText(c, state === 'open' ? await listOpen(c.var.db, asked) : await listDecided(c.var.db, asked, true))
    },
  )
  .get(
    '/:id',
    describe({
      id: 'getReportForReview',
      tag: 'admin',
      summary: 'Get a report or an appeal with what its sender wrote',
      ok: { schema: ReviewedReport },
      problems: [400, 401, 403, 404, 503],
    }),
    validate('param', IdParam),
    async (c) => answer(c, c.req.valid('param').id),
  )
  .post(
    '/:id/decision',
    describe({
      id: 'decideReport',
      tag: 'admin',
      summary: 'Decide a report or an appeal, and do what follows from it',
      details:
        'It decides all open reports of the same kind about the same files, as they say the same. What follows is done first, so that a request that failed half-way can be sent again.',
      ok: { schema: ReviewedReport },
      problems: [400, 401, 403, 404, 409, 413, 415, 503],
    }),
    limitBody(MAX_BYTES),
    validate('param', IdParam),
    validate('json', ReportDecision),
    async (c) => {
      const { id } = c.req.valid('param')
      const { outcome, reason, act } = c.req.valid('json')
      const dispute = found(await findDispute(c.var.db, id), 'report', id)
      if (dispute.outcome !== null) throw decidedBefore()
      const decisionId = await follow(c, dispute, { act, reason })
      if ((await decideDispute(c.var.db, c.var.editor, { id, outcome, reason, decisionId })) === 0)
        throw decidedBefore()
      return answer(c, id)
    },
  )

const decidedBefore = () => new Failure('conflict', 'This report was decided before. That decision stays.')

async function answer(c: Context<AppEnv>, id: string) {
  return jsonText(c, found(await readDispute(c.var.db, id, true), 'report', id))
}

/** Does what follows from a decision. Returns the id of what was decided about the folder or a rule, or null. */
async function follow(
  c: Context<AppEnv>,
  { skillId, digest, rules, malicious }: OpenDispute,
  { act, reason }: { act: DisputeAct; reason: string },
): Promise<string | null> {
  const { db, editor } = c.var
  if (act === 'none') return null
  if (act === 'archive') {
    await updateSkill(db, editor, skillId, { status: 'archived' })
    return null
  }
  if (digest === null) throw wrongAct('needs a version, and the skill has none')
  if (act === 'revoke') {
    if (malicious === null) throw wrongAct('needs a decision that calls the version malicious')
    await revokeDecision(db, editor, { id: malicious, reason })
    return malicious
  }
  const about = act === 'false_positive' && rules ? rules.map((rule) => ({ skillId, rule })) : [{ digest }]
  let last: string | null = null
  for (const on of about) {
    last = c.var.newId()
    const refusal = await decide(db, editor, { id: last, decision: act, on, reason })
    if (refusal === 'malicious')
      throw wrongAct('contradicts the decision that calls the version malicious; revoke that')
    if (refusal) throw wrongAct('needs a version that has been scanned')
  }
  return last
}

const wrongAct = (message: string) => invalid([{ in: 'body', pointer: '/act', message }])
