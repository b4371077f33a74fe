import { type Context, Hono } from 'hono'
import { findRawSkill, listRawSkills } from '../../../db/intake/admin-raw-skills.ts'
import { rejectRaws } from '../../../db/intake/review.ts'
import type { AppEnv } from '../../../http/app-env.ts'
import { requireReviewer } from '../../../http/auth/admin-auth.ts'
import { limitBody } from '../../../http/body-limit.ts'
import { timeCursor } from '../../../http/cursor.ts'
import { describe, jsonText } from '../../../http/describe.ts'
import { Failure, found, notFound } from '../../../http/failure.ts'
import { validate } from '../../../http/validate.ts'
import { approveRaws, isApproved } from '../../../intake/approve.ts'
import { reparse } from '../../../intake/reparse.ts'
import { listOf } from '../../catalogue/schemas.ts'
import * as P from '../../params.ts'
import { storedFields } from '../catalogue/skill-fields.ts'
import { describeRaw } from './raw-skill-detail.ts'
import { approvalResults, FAULTS, rejectionResults } from './raw-skill-results.ts'
import {
  ApproveBody,
  Approved,
  ApproveMany,
  DecisionResults,
  RawSkill,
  RawSkillItem,
  RawSkillsQuery,
  RejectBody,
  RejectMany,
} from './raw-skill-schema.ts'

const MAX_BYTES = 64 * 1024
const PROBLEMS = [400, 401, 403, 404, 409, 413, 415, 503] as const

export const rawSkills = new Hono<AppEnv>()
  .use(requireReviewer)
  .get(
    '/',
    describe({
      id: 'listRawSkills',
      tag: 'admin',
      summary: 'Files of any source, decided on or not, changed last first',
      ok: { schema: listOf(RawSkillItem) },
      problems: [400, 401, 403, 503],
    }),
    validate('query', RawSkillsQuery),
    async (c) => {
      const { cursor, ...query } = c.req.valid('query')
      return jsonText(c, await listRawSkills(c.var.db, { ...query, after: timeCursor(cursor, 'raw-skills') }))
    },
  )
  .post(
    '/approve',
    describe({
      id: 'approveRawSkills',
      tag: 'admin',
      summary: 'Approves up to 100 files, each for itself, and tells of each what became of it',
      ok: { schema: DecisionResults },
      problems: [400, 401, 403, 413, 415, 503],
    }),
    limitBody(MAX_BYTES),
    validate('json', ApproveMany),
    async (c) => {
      const { items, overrule } = c.req.valid('json')
      const decisions = decisionsOf(items)
      return c.json(
        approvalResults(decisions, await approveRaws(c.var.db, decisions, { actor: c.var.actor, overrule })),
      )
    },
  )
  .post(
    '/reject',
    describe({
      id: 'rejectRawSkills',
      tag: 'admin',
      summary: 'Rejects up to 100 files for one reason, and tells of each what became of it',
      ok: { schema: DecisionResults },
      problems: [400, 401, 403, 413, 415, 503],
    }),
    limitBody(MAX_BYTES),
    validate('json', RejectMany),
    async (c) => {
      const { items, reason } = c.req.valid('json')
      const decisions = decisionsOf(items)
      return c.json(rejectionResults(decisions, await rejectRaws(c.var.db, c.var.actor, decisions, reason)))
    },
  )
  .get(
    '/:id',
    describe({
      id: 'getRawSkill',
      tag: 'admin',
      summary: 'One file: its text, what the parser made of it, and field by field what an approval would change',
      ok: { schema: RawSkill },
      problems: [400, 401, 403, 404, 503],
    }),
    validate('param', P.IdParam),
    async (c) =>
      c.json(found(await describeRaw(c.var.db, c.req.valid('param').id), 'raw skill', c.req.valid('param').id)),
  )
  .post(
    '/:id/approve',
    describe({
      id: 'approveRawSkill',
      tag: 'admin',
      summary: 'Makes a skill of the file, or brings its skill up to date. Approving it twice is harmless',
      ok: { schema: Approved },
      problems: PROBLEMS,
    }),
    limitBody(MAX_BYTES),
    validate('param', P.IdParam),
    validate('json', ApproveBody),
    async (c) => {
      const { id } = c.req.valid('param')
      const { content_hash: contentHash, overrides, overrule } = c.req.valid('json')
      const fields = overrides && Object.keys(overrides).length > 0 ? overrides : undefined
      const results = await approveRaws(c.var.db, [{ id, contentHash }], {
        actor: c.var.actor,
        overrule,
        overrides: fields && (await storedFields(c.var.db, fields, '/overrides')),
      })
      const result = results.get(id)
      if (!isApproved(result)) throw refusal(result?.outcome ?? 'missing', id)
      const { outcome, skillId, slug } = result
      return c.json({ outcome, skill: { id: skillId, slug }, raw_skill: await readItem(c, id) })
    },
  )
  .post(
    '/:id/reject',
    describe({
      id: 'rejectRawSkill',
      tag: 'admin',
      summary: 'Rejects the file as it is and keeps the reason; what it became earlier stays',
      ok: { schema: RawSkillItem },
      problems: PROBLEMS,
    }),
    limitBody(MAX_BYTES),
    validate('param', P.IdParam),
    validate('json', RejectBody),
    async (c) => {
      const { id } = c.req.valid('param')
      const { content_hash: contentHash, reason } = c.req.valid('json')
      const outcomes = await rejectRaws(c.var.db, c.var.actor, [{ id, contentHash }], reason)
      const outcome = outcomes.get(id) ?? 'missing'
      if (outcome !== 'rejected') throw refusal(outcome, id)
      return c.json(await readItem(c, id))
    },
  )
  .post(
    '/:id/reparse',
    describe({
      id: 'reparseRawSkill',
      tag: 'admin',
      summary:
        'Has today’s parser read the stored file again; one that loads better or worse than before waits for review',
      ok: { schema: RawSkill },
      problems: [400, 401, 403, 404, 409, 503],
    }),
    validate('param', P.IdParam),
    async (c) => {
      const { id } = c.req.valid('param')
      const outcome = await reparse(c.var.db, c.var.actor, id)
      if (outcome !== 'reparsed') throw refusal(outcome, id)
      return c.json(found(await describeRaw(c.var.db, id), 'raw skill', id))
    },
  )

const decisionsOf = (items: readonly { id: string; content_hash: string | null }[]) =>
  items.map(({ id, content_hash }) => ({ id: id.toLowerCase(), contentHash: content_hash }))

const refusal = (outcome: keyof typeof FAULTS, id: string): Failure =>
  outcome === 'missing' ? notFound('raw skill', id) : new Failure('conflict', FAULTS[outcome])

async function readItem(c: Context<AppEnv>, id: string) {
  const { tags, frontmatter, findings, ...item } = JSON.parse(found(await findRawSkill(c.var.db, id), 'raw skill', id))
  return item
}
