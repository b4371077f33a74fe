import { Hono } from 'hono'
import * as z from 'zod'
import { findSkill } from '../../db/catalogue/skill-detail.ts'
import { listSkills } from '../../db/catalogue/skills.ts'
import { readCounts } from '../../db/events/counts.ts'
import { readScore } from '../../db/ranking/explain-score.ts'
import { readHistory } from '../../db/ranking/history.ts'
import { type SearchSort, searchSkills } from '../../db/search/search-skills.ts'
import { compactText, jsonText } from '../../http/answers.ts'
import type { AppEnv } from '../../http/app-env.ts'
import { cacheFor } from '../../http/cache-for.ts'
import { describe } from '../../http/describe.ts'
import { decodeCursor } from '../../http/input/cursor.ts'
import { days, filled } from '../../http/input/fields.ts'
import {
  PAGE_OR_CURSOR,
  Page,
  pageOrCursor,
  sizeAndCursor,
  WITHIN_REACH,
  withinReach,
} from '../../http/input/paging.ts'
import { SkillParam, skillRef, skillTags } from '../../http/input/skill-ref.ts'
import { AnyTime } from '../../http/input/times.ts'
import { validate } from '../../http/input/validate.ts'
import { countRequest } from '../../http/rate-limit.ts'
import { SkillHistory, SkillScore } from '../ranking/score-schema.ts'
import { SKILL_FILTERS, unknownKeysIn } from './filters.ts'
import { foundSkill } from './missing-skill.ts'
import { SkillCounts } from './skill-counts-schema.ts'
import { SkillDetail, SkillList } from './skill-schema.ts'

const ListQuery = z
  .strictObject({
    q: filled(200).optional(),
    ...SKILL_FILTERS,
    sort: z.enum(['relevance', 'latest', 'popular', 'tokens']).optional().meta({
      description:
        '`relevance` with `q` and `popular` without it, unless you say. `tokens`: those that cost the fewest tokens first, and those not counted last.',
    }),
    page: Page.optional(),
    ...sizeAndCursor(20),
  })
  .refine(pageOrCursor, PAGE_OR_CURSOR)
  .refine((query) => withinReach(query.page, query.size), WITHIN_REACH)
  .refine((query) => query.sort !== 'relevance' || query.q, {
    path: ['sort'],
    message: 'can be relevance only with q',
  })

const DaysQuery = z.strictObject({ days: days(30) })

/** The cursors of the list, by its order. */
export const CURSORS = {
  relevance: z.tuple([z.literal('relevance'), z.number(), z.number(), z.uuid()]),
  latest: z.tuple([z.literal('latest'), AnyTime, z.uuid()]),
  popular: z.tuple([z.literal('popular'), z.number(), z.uuid()]),
  tokens: z.tuple([z.literal('tokens'), z.int32(), z.uuid()]),
} satisfies Record<SearchSort, z.ZodType>

export const skills = new Hono<AppEnv>()
  .get(
    '/',
    describe({
      id: 'listSkills',
      tag: 'catalogue',
      summary: 'Search and list skills by words, category, tag, owner, licence, cost and more',
      details: 'With `q`, an address may search 1,200 times a minute. Lists without words have no limit.',
      ok: { schema: SkillList },
      problems: [400, 404, 429, 503],
    }),
    cacheFor({ seconds: 60, tags: () => ['skills'] }),
    validate('query', ListQuery),
    async (c) => {
      const { sort: asked, page, size, cursor, tag: tags, max_tokens: maxTokens, q, ...filter } = c.req.valid('query')
      // The dearest read: each new word passes every cache.
      if (q) await countRequest(c, 'WORDS_LIMITER')
      const sort = asked ?? (q ? 'relevance' : 'popular')
      const after = cursor === undefined ? undefined : decodeCursor(cursor, CURSORS[sort]).slice(1)
      const from = page === undefined ? { size, after } : { size, page }
      const kept = { ...filter, tags, maxTokens }
      const { isEmpty, body } =
        q === undefined
          ? await listSkills(c.var.db, kept, sort === 'relevance' ? 'popular' : sort, from)
          : await searchSkills(c.var.db, { ...kept, q }, sort, from)
      const unknown = isEmpty ? await unknownKeysIn(c.var.db, { category: filter.category, tags }) : null
      if (unknown) throw unknown
      return compactText(c, body)
    },
  )
  .get(
    '/:ref',
    describe({
      id: 'getSkill',
      tag: 'catalogue',
      summary: 'Get a skill by its id or slug',
      ok: { schema: SkillDetail },
      problems: [400, 404, 503],
    }),
    cacheFor({ seconds: 60, tags: skillTags }),
    validate('param', SkillParam),
    async (c) => {
      const { ref } = c.req.valid('param')
      return jsonText(c, await foundSkill(c, await findSkill(c.var.db, skillRef(ref)), ref))
    },
  )
  .get(
    '/:ref/counts',
    describe({
      id: 'getSkillCounts',
      tag: 'catalogue',
      summary: 'Get the counting ledger of a skill',
      details: 'Events received, counted and excluded, with the reasons, by UTC day and type.',
      ok: { schema: SkillCounts },
      problems: [400, 404, 503],
    }),
    cacheFor({ seconds: 60, tags: skillTags }),
    validate('param', SkillParam),
    validate('query', DaysQuery),
    async (c) => {
      const { ref } = c.req.valid('param')
      const { days } = c.req.valid('query')
      return jsonText(c, await foundSkill(c, await readCounts(c.var.db, skillRef(ref), { days, now: c.var.now }), ref))
    },
  )
  .get(
    '/:ref/score',
    describe({
      id: 'getSkillScore',
      tag: 'rankings',
      summary: 'Explain the scores of a skill',
      details: 'For each stat: its value, the average it is compared with, its weight and its share of the score.',
      ok: { schema: SkillScore },
      problems: [400, 404, 503],
    }),
    cacheFor({ seconds: 60, tags: skillTags }),
    validate('param', SkillParam),
    async (c) => {
      const { ref } = c.req.valid('param')
      return jsonText(c, await foundSkill(c, await readScore(c.var.db, skillRef(ref)), ref))
    },
  )
  .get(
    '/:ref/history',
    describe({
      id: 'getSkillHistory',
      tag: 'rankings',
      summary: 'Get the daily ranks of a skill',
      ok: { schema: SkillHistory },
      problems: [400, 404, 503],
    }),
    cacheFor({ seconds: 60, tags: skillTags }),
    validate('param', SkillParam),
    validate('query', DaysQuery),
    async (c) => {
      const { ref } = c.req.valid('param')
      const { days } = c.req.valid('query')
      return jsonText(c, await foundSkill(c, await readHistory(c.var.db, skillRef(ref), { days, now: c.var.now }), ref))
    },
  )
