import { type Context, Hono } from 'hono'
import type * as z from 'zod'
import { type DecidedOn, type DecisionRefusal, decide, revokeDecision } from '../../../db/trust/decide.ts'
import { findDecision } from '../../../db/trust/decisions.ts'
import { findCopies } from '../../../db/trust/near-copies.ts'
import type { AppEnv } from '../../../http/app-env.ts'
import { requireReviewer } from '../../../http/auth/admin-auth.ts'
import { describe } from '../../../http/describe.ts'
import { Failure, found, notFound } from '../../../http/failure.ts'
import { limitBody } from '../../../http/input/body-limit.ts'
import { IdParam } from '../../../http/input/fields.ts'
import { idMeantBy } from '../../../http/input/refs.ts'
import { validate } from '../../../http/input/validate.ts'
import { DecisionWithCopies, NewDecision, RevokeBody } from './decision-schema.ts'

const MAX_BYTES = 16 * 1024

/** What reviewers decide about findings and folders. */
export const adminDecisions = new Hono<AppEnv>()
  .use(requireReviewer)
  .post(
    '/',
    describe({
      id: 'makeDecision',
      tag: 'admin',
      summary: 'Decide about a folder, or about a rule in a skill',
      details:
        'A decision `malicious` withholds the folder from every client, names it in audits of lockfiles and lists its copies and near-copies. `false_positive` takes what was found out of the verdict. `accepted_risk` keeps the verdict and gives the files out. An open decision of the same kind about the same ends. The reason is public.',
      ok: { status: 201, schema: DecisionWithCopies },
      problems: [400, 401, 403, 404, 409, 413, 415, 503],
    }),
    limitBody(MAX_BYTES),
    validate('json', NewDecision),
    async (c) => {
      const { decision, reason, ...on } = c.req.valid('json')
      const id = c.var.newId()
      const refusal = await decide(c.var.db, c.var.editor, { id, decision, reason, on: await decidedOn(c, on) })
      if (refusal) throw refused(refusal, on.digest ?? '')
      return c.json(await withCopies(c, id), 201)
    },
  )
  .get(
    '/:id',
    describe({
      id: 'getDecision',
      tag: 'admin',
      summary: 'Get a decision with the copies and near-copies of its folder',
      ok: { schema: DecisionWithCopies },
      problems: [400, 401, 403, 404, 503],
    }),
    validate('param', IdParam),
    async (c) => c.json(await withCopies(c, c.req.valid('param').id)),
  )
  .post(
    '/:id/revoke',
    describe({
      id: 'revokeDecision',
      tag: 'admin',
      summary: 'Revoke a decision',
      details: 'It stays in the public log, with your reason. One that was revoked before stays as it is.',
      ok: { schema: DecisionWithCopies },
      problems: [400, 401, 403, 404, 413, 415, 503],
    }),
    limitBody(MAX_BYTES),
    validate('param', IdParam),
    validate('json', RevokeBody),
    async (c) => {
      const { id } = c.req.valid('param')
      if (!(await revokeDecision(c.var.db, c.var.editor, { id, ...c.req.valid('json') })))
        throw notFound('decision', id)
      return c.json(await withCopies(c, id))
    },
  )

async function decidedOn(
  c: Context<AppEnv>,
  { digest, skill, rule }: Pick<z.output<typeof NewDecision>, 'digest' | 'skill' | 'rule'>,
): Promise<DecidedOn> {
  if (digest !== undefined) return { digest }
  return { skillId: await idMeantBy(c.var.db, 'skill', skill ?? ''), rule: rule ?? '' }
}

function refused(refusal: DecisionRefusal, digest: string): Failure {
  if (refusal === 'unknown') return notFound('folder', digest)
  return refusal === 'unscanned'
    ? new Failure('conflict', 'The folder has not been scanned yet, so there is nothing to decide about.')
    : new Failure('conflict', 'A reviewer calls the folder malicious. Revoke that decision first.')
}

async function withCopies(c: Context<AppEnv>, id: string) {
  const decision = JSON.parse(found(await findDecision(c.var.db, id), 'decision', id))
  const digest: string | null = decision.digest
  return { ...decision, copies: digest === null ? [] : await findCopies(c.var.db, digest.replace('sha256:', '')) }
}
