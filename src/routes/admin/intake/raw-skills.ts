import { type Context, Hono } from 'hono'
import * as z from 'zod'
import { findRawSkill, listRawSkills } from '../../../db/intake/admin-raw-skills.ts'
import { rejectRaws } from '../../../db/intake/review.ts'
import { findWaitingFile } from '../../../db/intake/waiting-folder.ts'
import { jsonText, listOf } from '../../../http/answers.ts'
import type { AppEnv } from '../../../http/app-env.ts'
import { requireReviewer } from '../../../http/auth/admin-auth.ts'
import { describe } from '../../../http/describe.ts'
import { Failure, found, notFound } from '../../../http/failure.ts'
import { limitBody } from '../../../http/input/body-limit.ts'
import { decodeCursor, timeCursor } from '../../../http/input/cursor.ts'
import { IdParam, text } from '../../../http/input/fields.ts'
import { AnyTime } from '../../../http/input/times.ts'
import { validate } from '../../../http/input/validate.ts'
import { approveRaws, isApproved } from '../../../intake/approve.ts'
import { reparse } from '../../../intake/reparse.ts'
import { answerFile, placeOf } from '../../catalogue/versions/answer-file.ts'
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
      summary: 'List the files of all sources, last changed or worst verdict first',
      ok: { schema: listOf(RawSkillItem) },
      problems: [400, 401, 403, 503],
    }),
    validate('query', RawSkillsQuery),
    async (c) => {
      const { cursor, ...query } = c.req.valid('query')
      const after = query.sort === 'verdict' ? verdictCursor(cursor) : timeCursor(cursor, 'raw-skills')
      return jsonText(c, await listRawSkills(c.var.db, { ...query, after }))
    },
  )
  .post(
    '/approve',
    describe({
      id: 'approveRawSkills',
      tag: 'admin',
      summary: 'Approve up to 100 files',
      details:
        'Each file is approved independently and has an outcome of its own. `dry_run` tells beforehand whose skills would change. Files with a warning stay where they are, unless `accept_warned` takes the risk, for a reason that everybody can read.',
      ok: { schema: DecisionResults },
      problems: [400, 401, 403, 413, 415, 503],
    }),
    limitBody(MAX_BYTES),
    validate('json', ApproveMany),
    async (c) => {
      const { items, overrule, dry_run: dryRun, reason, accept_warned } = c.req.valid('json')
      const decisions = decisionsOf(items)
      const results = await approveRaws(placeOf(c), decisions, {
        ...{ editor: c.var.editor, overrule, dryRun },
        acceptWarned: accept_warned ? reason : undefined,
      })
      return c.json(approvalResults(decisions, results))
    },
  )
  .post(
    '/reject',
    describe({
      id: 'rejectRawSkills',
      tag: 'admin',
      summary: 'Reject up to 100 files for one reason',
      details: 'Each file is rejected independently and has an outcome of its own.',
      ok: { schema: DecisionResults },
      problems: [400, 401, 403, 413, 415, 503],
    }),
    limitBody(MAX_BYTES),
    validate('json', RejectMany),
    async (c) => {
      const { items, reason } = c.req.valid('json')
      const decisions = decisionsOf(items)
      return c.json(rejectionResults(decisions, await rejectRaws(c.var.db, c.var.editor, decisions, reason)))
    },
  )
  .get(
    '/:id',
    describe({
      id: 'getRawSkill',
      tag: 'admin',
      summary: 'Get a file',
      details:
        'Includes its text, its findings, its folder compared with the newest version, and what an approval would change in each field.',
      ok: { schema: RawSkill },
      problems: [400, 401, 403, 404, 503],
    }),
    validate('param', IdParam),
    async (c) => {
      const { id } = c.req.valid('param')
      return c.json(found(await describeRaw(c.var.db, id), 'raw skill', id))
    },
  )
  .get(
    '/:id/files/:path{.+}',
    describe({
      id: 'getRawSkillFile',
      tag: 'admin',
      summary: 'Get a file of a folder that waits for review',
      ok: [{ bytes: '*/*' }, { status: 206, bytes: '*/*' }],
      problems: [400, 401, 403, 404, 416, 503],
    }),
    validate('param', IdParam.extend({ path: text(1024).min(1) })),
    async (c) => {
      const { id, path } = c.req.valid('param')
      const file = found(await findWaitingFile(c.var.db, { rawId: id, path }), 'file', path)
      return answerFile(c, { ...file, tags: null })
    },
  )
  .post(
    '/:id/approve',
    describe({
      id: 'approveRawSkill',
      tag: 'admin',
      summary: 'Approve a file',
      details:
        'Makes a skill from the file, or updates its skill. Approving it again does no harm. Approving a file with a warning takes the risk, which is a public decision with your reason.',
      ok: { schema: Approved },
      problems: PROBLEMS,
    }),
    limitBody(MAX_BYTES),
    validate('param', IdParam),
    validate('json', ApproveBody),
    async (c) => {
      const { id } = c.req.valid('param')
      const { file_hash: contentHash, folder_digest: folderDigest, overrides, overrule, reason } = c.req.valid('json')
      const fields = overrides && Object.keys(overrides).length > 0 ? overrides : undefined
      const results = await approveRaws(placeOf(c), [{ id, contentHash, folderDigest }], {
        editor: c.var.editor,
        acceptWarned: reason ?? 'Approved after a review.',
        overrule,
        overrides: fields && (await storedFields(c.var.db, fields, '/overrides')),
      })
      const result = results.get(id)
      if (!isApproved(result)) throw refusal(result?.outcome ?? 'missing', id)
      const { outcome, skillId, slug, owner, verdict } = result
      return c.json({ outcome, verdict, skill: { id: skillId, slug, owner }, raw_skill: await readItem(c, id) })
    },
  )
  .post(
    '/:id/reject',
    describe({
      id: 'rejectRawSkill',
      tag: 'admin',
      summary: 'Reject this version of a file',
      details: 'A skill made from an earlier version stays.',
      ok: { schema: RawSkillItem },
      problems: PROBLEMS,
    }),
    limitBody(MAX_BYTES),
    validate('param', IdParam),
    validate('json', RejectBody),
    async (c) => {
      const { id } = c.req.valid('param')
      const { file_hash: contentHash, folder_digest: folderDigest, reason } = c.req.valid('json')
      const outcomes = await rejectRaws(c.var.db, c.var.editor, [{ id, contentHash, folderDigest }], reason)
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
      summary: 'Parse a stored file again',
      details: 'Uses the current parser. If the file now loads better or worse, it goes back to review.',
      ok: { schema: RawSkill },
      problems: [400, 401, 403, 404, 409, 503],
    }),
    validate('param', IdParam),
    async (c) => {
      const { id } = c.req.valid('param')
      const outcome = await reparse(c.var.db, c.var.editor, id)
      if (outcome !== 'reparsed') throw refusal(outcome, id)
      return c.json(found(await describeRaw(c.var.db, id), 'raw skill', id))
    },
  )

const VerdictCursor = z.tuple([z.literal('raw-skills-by-verdict'), z.int32(), AnyTime, z.uuid()])

function verdictCursor(cursor: string | undefined): readonly [number, string, string] | undefined {
  if (cursor === undefined) return undefined
  const [, rank, at, id] = decodeCursor(cursor, VerdictCursor)
  return [rank, at, id]
}

const decisionsOf = (items: readonly { id: string; file_hash: string | null; folder_digest: string | null }[]) =>
  items.map(({ id, file_hash, folder_digest }) => ({
    id: id.toLowerCase(),
    contentHash: file_hash,
    folderDigest: folder_digest,
  }))

const refusal = (outcome: keyof typeof FAULTS, id: string): Failure =>
  outcome === 'missing' ? notFound('raw skill', id) : new Failure('conflict', FAULTS[outcome])

async function readItem(c: Context<AppEnv>, id: string) {
  const { tags, frontmatter, findings, scan, decisions, ...item } = JSON.parse(
    found(await findRawSkill(c.var.db, id), 'raw skill', id),
  )
  return item
}
