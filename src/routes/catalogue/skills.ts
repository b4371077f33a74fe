import { type Context, Hono } from 'hono'
import { z } from 'zod'
import { findSkill } from '../../db/catalogue/skill-detail.ts'
import { listSkills, type SkillSort } from '../../db/catalogue/skills.ts'
import { readCounts } from '../../db/events/counts.ts'
import { readScore } from '../../db/ranking/explain-score.ts'
import { readHistory } from '../../db/ranking/history.ts'
import type { AppEnv } from '../../http/app-env.ts'
import { cacheFor } from '../../http/cache-for.ts'
import { CursorTime, decodeCursor } from '../../http/cursor.ts'
import { describe, jsonText } from '../../http/describe.ts'
import { notFound } from '../../http/failure.ts'
import { validate } from '../../http/validate.ts'
import * as P from '../params.ts'
import { SkillHistory, SkillScore } from '../ranking/score-schema.ts'
import { listOf, SkillCounts, SkillDetail, SkillItem } from './schemas.ts'

const ListQuery = z
  .strictObject({
    q: P.text(200).trim().min(1, 'must not be blank').optional(),
    category: P.CategoryKey.optional(),
    tag: P.text(80).min(1).optional(),
    owner: P.text(200).min(1).optional(),
    license: P.text(80).min(1).optional(),
    sort: z.enum(['relevance', 'latest', 'popular']).optional(),
    page: P.Page.optional(),
    size: P.Size.prefault(20),
    cursor: P.Cursor.optional(),
  })
  .refine(P.pageOrCursor, P.PAGE_OR_CURSOR)
  .refine((query) => P.withinReach(query.page, query.size), P.WITHIN_REACH)
  .refine((query) => query.sort !== 'relevance' || query.q, { path: ['sort'], message: 'by relevance needs q' })

const CURSORS = {
  relevance: z.tuple([z.literal('relevance'), z.int32(), z.int32(), z.number(), z.number(), z.uuid()]),
  latest: z.tuple([z.literal('latest'), CursorTime, z.uuid()]),
  popular: z.tuple([z.literal('popular'), z.number(), z.uuid()]),
} satisfies Record<SkillSort, z.ZodType>

const skillTags = (c: Context<AppEnv>) => [
  'skills',
  `skill:${encodeURIComponent(c.req.param('ref')?.toLowerCase() ?? '')}`,
]

export const skills = new Hono<AppEnv>()
  .get(
    '/',
    describe({
      id: 'listSkills',
      tag: 'catalogue',
      summary: 'Skills by words, category, tag, owner or licence',
      ok: { schema: listOf(SkillItem) },
      problems: [400, 503],
    }),
    cacheFor({ seconds: 60, tags: () => ['skills'] }),
    validate('query', ListQuery),
    async (c) => {
      const { sort: asked, page, size, cursor, ...filter } = c.req.valid('query')
      const sort = asked ?? (filter.q ? 'relevance' : 'popular')
      const after = cursor === undefined ? undefined : decodeCursor(cursor, CURSORS[sort]).slice(1)
      return jsonText(
        c,
        await listSkills(c.var.db, filter, sort, page === undefined ? { size, after } : { size, page }),
      )
    },
  )
  .get(
    '/:ref',
    describe({
      id: 'getSkill',
      tag: 'catalogue',
      summary: 'One skill by its id or slug',
      ok: { schema: SkillDetail },
      problems: [400, 404, 503],
    }),
    cacheFor({ seconds: 60, tags: skillTags }),
    validate('param', P.SkillRefParam),
    async (c) => {
      const { ref } = c.req.valid('param')
      const skill = await findSkill(c.var.db, P.skillRef(ref))
      if (!skill) throw notFound('skill', ref)
      return jsonText(c, skill)
    },
  )
  .get(
    '/:ref/counts',
    describe({
      id: 'getSkillCounts',
      tag: 'catalogue',
      summary: 'The counting ledger: events received, counted and excluded, by UTC day and type, with the reasons',
      ok: { schema: SkillCounts },
      problems: [400, 404, 503],
    }),
    cacheFor({ seconds: 60, tags: skillTags }),
    validate('param', P.SkillRefParam),
    validate('query', P.DaysQuery),
    async (c) => {
      const { ref } = c.req.valid('param')
      const { days } = c.req.valid('query')
      const counts = await readCounts(c.var.db, P.skillRef(ref), { days, now: c.var.now })
      if (!counts) throw notFound('skill', ref)
      return jsonText(c, counts)
    },
  )
  .get(
    '/:ref/score',
    describe({
      id: 'getSkillScore',
      tag: 'rankings',
      summary:
        'How the scores of a skill are made: each stat, the average it is held against, its weight and its share',
      ok: { schema: SkillScore },
      problems: [400, 404, 503],
    }),
    cacheFor({ seconds: 60, tags: skillTags }),
    validate('param', P.SkillRefParam),
    async (c) => {
      const { ref } = c.req.valid('param')
      const score = await readScore(c.var.db, P.skillRef(ref))
      if (!score) throw notFound('skill', ref)
      return jsonText(c, score)
    },
  )
  .get(
    '/:ref/history',
    describe({
      id: 'getSkillHistory',
      tag: 'rankings',
      summary: 'Where a skill stood on the boards of each UTC day',
      ok: { schema: SkillHistory },
      problems: [400, 404, 503],
    }),
    cacheFor({ seconds: 60, tags: skillTags }),
    validate('param', P.SkillRefParam),
    validate('query', P.DaysQuery),
    async (c) => {
      const { ref } = c.req.valid('param')
      const { days } = c.req.valid('query')
      const history = await readHistory(c.var.db, P.skillRef(ref), { days, now: c.var.now })
      if (!history) throw notFound('skill', ref)
      return jsonText(c, history)
    },
  )
