import { Hono } from 'hono'
import * as z from 'zod'
import { listCopies } from '../../db/catalogue/list-copies.ts'
import { isSkill } from '../../db/files/versions.ts'
import { jsonText, listOf, Time } from '../../http/answers.ts'
import type { AppEnv } from '../../http/app-env.ts'
import { cacheFor } from '../../http/cache-for.ts'
import { describe } from '../../http/describe.ts'
import { timeCursor } from '../../http/input/cursor.ts'
import { sizeAndCursor } from '../../http/input/paging.ts'
import { SkillParam, skillRef, skillTags } from '../../http/input/skill-ref.ts'
import { validate } from '../../http/input/validate.ts'
import { ShownVerdict } from '../trust/verdict-schema.ts'
import { missingSkill } from './missing-skill.ts'

const Copy = z
  .strictObject({
    id: z.uuid(),
    slug: z.string(),
    name: z.string(),
    owner: z.string().meta({ description: 'The handle of its publisher.' }),
    is_original: z.boolean().meta({
      description: 'True for the earliest of all skills with this content, which lists show in their stead.',
    }),
    verdict: ShownVerdict,
    canonical_repo: z
      .string()
      .nullable()
      .meta({ description: 'The repository at GitHub that it is from. Null if it is from none.' }),
    created_at: Time.meta({ description: 'When it was first seen.' }),
  })
  .meta({ ref: 'SkillCopy' })

export const Copies = listOf(Copy)

export const copies = new Hono<AppEnv>().get(
  '/:ref/copies',
  describe({
    id: 'listCopies',
    tag: 'catalogue',
    summary: 'List the other skills that have the content of a skill, earliest first',
    details: 'Without the skill itself. If it is a copy, its original is one of them.',
    ok: { schema: Copies },
    problems: [400, 404, 503],
  }),
  cacheFor({ seconds: 60, tags: skillTags }),
  validate('param', SkillParam),
  validate('query', z.strictObject(sizeAndCursor(20))),
  async (c) => {
    const { ref } = c.req.valid('param')
    const { size, cursor } = c.req.valid('query')
    const body = await listCopies(c.var.db, skillRef(ref), { size, after: timeCursor(cursor, 'copies') })
    if (body.startsWith('{"items":[]') && !(await isSkill(c.var.db, skillRef(ref)))) throw await missingSkill(c, ref)
    return jsonText(c, body)
  },
)
