import { Hono } from 'hono'
import * as z from 'zod'
import { findSimilar } from '../../../db/search/similar.ts'
import { compactText } from '../../../http/answers.ts'
import type { AppEnv } from '../../../http/app-env.ts'
import { cacheFor } from '../../../http/cache-for.ts'
import { describe } from '../../../http/describe.ts'
import { whole } from '../../../http/input/fields.ts'
import { SkillParam, skillRef, skillTags } from '../../../http/input/skill-ref.ts'
import { validate } from '../../../http/input/validate.ts'
import { foundSkill } from '../missing-skill.ts'
import { SkillItem } from '../skill-schema.ts'

const SimilarQuery = z.strictObject({ size: whole(20).prefault(10) })

const SimilarItem = SkillItem.extend({
  closeness: z.number().meta({
    description:
      'From 0 to 1: the mean of how much of the most telling words of the skill it has, and of how close both are in meaning, as learned from the catalogue.',
  }),
}).meta({ ref: 'SimilarSkillItem' })

export const SimilarSkills = z.strictObject({ items: z.array(SimilarItem) }).meta({ ref: 'SimilarSkills' })

export const similar = new Hono<AppEnv>().get(
  '/:ref/similar',
  describe({
    id: 'listSimilarSkills',
    tag: 'catalogue',
    summary: 'List the skills that are about the same as a skill, closest first',
    details: 'Without its copies, and without skills of its publisher that have its name.',
    ok: { schema: SimilarSkills },
    problems: [400, 404, 503],
  }),
  cacheFor({ seconds: 300, tags: skillTags }),
  validate('param', SkillParam),
  validate('query', SimilarQuery),
  async (c) => {
    const { ref } = c.req.valid('param')
    const { size } = c.req.valid('query')
    return compactText(c, await foundSkill(c, await findSimilar(c.var.db, skillRef(ref), size), ref))
  },
)
