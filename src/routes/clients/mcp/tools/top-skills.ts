import * as z from 'zod'
import type { RankingPage } from '../../../ranking/board-schema.ts'
import { readTop } from '../../../ranking/rankings.ts'
import { CursorField, limit, NextCursor, plain } from '../fields.ts'
import { readingTool } from '../tool.ts'

const TopSkill = z.object({
  rank: z.int().meta({ description: 'The place on this board.' }),
  slug: z.string(),
  name: z.string(),
  summary: z.string().nullable(),
  owner: z.string(),
  category: z.string().nullable(),
  popularity_score: z.number(),
  power_score: z.int().nullable(),
  tier: z.string().nullable().meta({ description: 'In its category, from S1 (best) to D5.' }),
})

export const topSkills = readingTool({
  name: 'top_skills',
  title: 'List the top skills',
  description: 'Lists the skills that are used most, or that stand out in their category.',
  input: z.strictObject({
    category: plain(80).toLowerCase().optional().meta({ description: 'The key of a category. By default, all.' }),
    by: z.enum(['popularity', 'power']).default('popularity').meta({
      description: 'popularity: how much a skill is used. power: how it compares with its category.',
    }),
    limit: limit(10),
    cursor: CursorField,
  }),
  output: z.object({ items: z.array(TopSkill), next_cursor: NextCursor, total: z.int() }),
  run: async (c, { category, by, limit: size, cursor }) => {
    const page: z.output<typeof RankingPage> = JSON.parse(
      await readTop(c.var.db, { category, by, limit: size, cursor }),
    )
    const items = page.items.map((skill) => ({
      rank: (page.by === 'power' ? skill.power_position : skill.rank) ?? skill.rank,
      slug: skill.slug,
      name: skill.name,
      summary: skill.summary && [...skill.summary].slice(0, 300).join(''),
      owner: skill.owner,
      category: skill.category?.key ?? null,
      popularity_score: skill.score,
      power_score: skill.power_score,
      tier: skill.power_rank,
    }))
    return { structured: { items, next_cursor: page.next_cursor, total: page.total } }
  },
})
