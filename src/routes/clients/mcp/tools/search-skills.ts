import * as z from 'zod'
import { searchSkills as searchCatalogue } from '../../../../db/search/search-skills.ts'
import { SHOWN_VERDICTS } from '../../../../domain/trust/decisions.ts'
import { decodeCursor } from '../../../../http/input/cursor.ts'
import { countRequest } from '../../../../http/rate-limit.ts'
import { ABOUT_MAX_TOKENS, LicenseFilter, MAX_TOKENS, unknownKeysIn } from '../../../catalogue/filters.ts'
import type { SkillItem } from '../../../catalogue/skill-schema.ts'
import { CURSORS } from '../../../catalogue/skills.ts'
import { ABOUT_VERDICT, CursorField, limit, NextCursor, plain } from '../fields.ts'
import { readingTool } from '../tool.ts'

const MAX_SUMMARY = 300
const Key = plain(80).toLowerCase()

const FoundSkill = z.object({
  slug: z.string().meta({ description: 'Names the skill in the other tools.' }),
  name: z.string(),
  summary: z.string().nullable(),
  owner: z.string(),
  category: z.string().nullable(),
  license: z.string().nullable(),
  context_tokens: z.int().nullable().meta({ description: 'What it costs to use it. Null until it has been counted.' }),
  verdict: z.string().nullable().meta({ description: ABOUT_VERDICT }),
  risk: z.string().nullable().meta({ description: 'How much power it asks for: low, medium or high.' }),
  stars: z.int(),
  uses_30d: z.int(),
  updated_at: z.string(),
  withheld: z.enum(['link_only', 'vanished']).nullable().meta({ description: 'Why its files are not given out.' }),
})

export const searchSkills = readingTool({
  name: 'search_skills',
  title: 'Search skills',
  description:
    'Finds agent skills by what they do, the best match first. Describe the task in a few plain words, then read candidates with get_skill.',
  input: z.strictObject({
    query: plain(200).trim().min(1, 'must not be blank').meta({ description: 'A few words, such as "clean up csv".' }),
    limit: limit(10),
    category: Key.optional().meta({ description: 'The key of a category, such as "data-science".' }),
    tags: z.array(Key).max(10).optional().meta({ description: 'Keys of tags. A skill has to have all of them.' }),
    owner: plain(200).optional().meta({ description: 'The handle of a publisher.' }),
    license: plain(80).pipe(LicenseFilter).optional().meta({ description: 'An SPDX licence, such as "MIT".' }),
    verdict: z.enum(SHOWN_VERDICTS).optional().meta({ description: 'Such as pass.' }),
    max_tokens: z.int().min(1).max(MAX_TOKENS).optional().meta({ description: ABOUT_MAX_TOKENS }),
    cursor: CursorField,
  }),
  output: z.object({ items: z.array(FoundSkill), next_cursor: NextCursor }),
  run: async (c, { query: q, limit: size, tags, cursor, max_tokens: maxTokens, ...filter }) => {
    await countRequest(c, 'WORDS_LIMITER')
    const after = cursor === undefined ? undefined : decodeCursor(cursor, CURSORS.relevance).slice(1)
    const found = await searchCatalogue(c.var.db, { ...filter, q, tags, maxTokens }, 'relevance', { size, after })
    const unknown = found.isEmpty ? await unknownKeysIn(c.var.db, { category: filter.category, tags }) : null
    if (unknown) throw unknown
    const { items, next_cursor }: { items: z.output<typeof SkillItem>[]; next_cursor: string | null } = JSON.parse(
      found.body,
    )
    return { structured: { items: items.map(shown), next_cursor } }
  },
})

const shown = (skill: z.output<typeof SkillItem>): z.input<typeof FoundSkill> => ({
  slug: skill.slug,
  name: skill.name,
  summary: skill.summary && [...skill.summary].slice(0, MAX_SUMMARY).join(''),
  owner: skill.owner,
  category: skill.category?.key ?? null,
  license: skill.license,
  context_tokens: skill.context_tokens,
  verdict: skill.verdict,
  risk: skill.risk,
  stars: skill.popularity.stars,
  uses_30d: skill.popularity.uses_30d,
  updated_at: skill.updated_at,
  withheld: skill.vanished_at ? 'vanished' : skill.content_policy === 'full' ? null : 'link_only',
})
