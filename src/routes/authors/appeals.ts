import { Hono } from 'hono'
import * as z from 'zod'
import { fileDispute } from '../../db/trust/disputes/file-dispute.ts'
import { readDispute } from '../../db/trust/disputes/list-disputes.ts'
import { authorName } from '../../domain/authors/author.ts'
import { jsonText } from '../../http/answers.ts'
import type { AppEnv } from '../../http/app-env.ts'
import { describe } from '../../http/describe.ts'
import { found } from '../../http/failure.ts'
import { limitBody } from '../../http/input/body-limit.ts'
import { invalid } from '../../http/input/field-errors.ts'
import { filled, text } from '../../http/input/fields.ts'
import { validate } from '../../http/input/validate.ts'
import { Dispute } from '../trust/dispute-schema.ts'
import { RuleId } from '../trust/rule-id.ts'
import { SlugParam } from './author-skill-schema.ts'
import { act } from './own-skills.ts'

const MAX_BYTES = 32 * 1024

const NewAppeal = z
  .strictObject({
    version: text(100).min(1).optional().meta({ description: 'By default the newest one.' }),
    rules: z
      .array(RuleId)
      .min(1)
      .max(20)
      .optional()
      .meta({ description: 'The rules that are wrong about the skill, in all its versions.' }),
    text: filled(4000).meta({ description: 'Why. Everybody can read it.' }),
  })
  .meta({ ref: 'NewAppeal' })

/** Appeals of authors against what was found in their skills, or decided about them. */
export const appeals = new Hono<AppEnv>().post(
  '/:slug/appeals',
  describe({
    id: 'appeal',
    tag: 'authors',
    security: [{ author: [] }],
    summary: 'Appeal against what was found in a skill, or decided about it',
    details:
      'A reviewer decides within 7 days, with a public reason. If the appeal is upheld for rules, what they find in the skill no longer counts, from the next scan on. A skill has one open appeal; if you send another one meanwhile, the answer is the open one.',
    ok: { status: 202, schema: Dispute },
    problems: [400, 401, 403, 404, 413, 415, 429, 503],
  }),
  limitBody(MAX_BYTES),
  validate('param', SlugParam),
  validate('json', NewAppeal),
  async (c) => {
    const { skill } = await act(c, c.req.valid('param').slug)
    const { version = null, rules, text: details } = c.req.valid('json')
    const appellant = authorName(c.var.author)
    const filed = await fileDispute(c.var.db, {
      ...{ id: c.var.newId(), kind: 'appeal', skillId: skill.id, version, details, appellant },
      ...(rules && { rules }),
    })
    if (!('id' in filed)) throw invalid([{ in: 'body', pointer: '/version', message: 'is not a version of the skill' }])
    c.header('Location', `/v1/reports/${filed.id}`)
    return jsonText(c, found(await readDispute(c.var.db, filed.id), 'report', filed.id), 202)
  },
)
