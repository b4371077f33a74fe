import { z } from 'zod'
import { STATS } from '../../domain/ranking/power.ts'
import { CategoryRef, power, Time } from '../catalogue/schemas.ts'

const ScorePart = z.strictObject({
  stat: z.enum(STATS),
  value: z.number().meta({ description: 'As it was counted.' }),
  compared: z
    .number()
    .meta({ description: 'What is compared, to the millionth: ln(1 + value) of a count, a rate as it is.' }),
  average: z.number().meta({ description: 'Of what the group compares, this skill included.' }),
  ratio: z
    .number()
    .nullable()
    .meta({ description: 'compared / average, up to the cap; null: the group has none of it, and it has no weight.' }),
  capped: z.boolean(),
  weight: z.number().meta({ description: 'Of 1, shared by the stats that the group has any of.' }),
  share: z.number().meta({ description: 'Points of the score: as decimals they add up to it before it is rounded.' }),
})

const PopularityPart = z.strictObject({
  part: z.enum(['stars', 'uses_30d', 'favorites_total', 'any_use']),
  weight: z.number(),
  value: z.int(),
  points: z.number(),
})

export const SkillScore = z
  .strictObject({
    id: z.uuid(),
    slug: z.string(),
    category: CategoryRef.nullable(),
    as_of: Time.nullable().meta({ description: 'When the skill was last held against its group.' }),
    ...power,
    relaxed: z.boolean().nullable().meta({ description: 'The group is so small that a tier means less.' }),
    formula: z.string(),
    weights_version: z.int().nullable().meta({ description: 'Scores of two versions do not compare.' }),
    group: z
      .strictObject({ members: z.int() })
      .nullable()
      .meta({ description: 'What the skill is held against: its category, or all that have none.' }),
    stats: z.array(ScorePart).meta({
      description:
        'Empty: not scored, or its category or the weights are newer than its score; the next scoring tells.',
    }),
    popularity: z.strictObject({
      score: z.number(),
      formula: z.string(),
      parts: z.array(PopularityPart).meta({
        description:
          'Their points add up to the score. Empty: its stars are newer than its score; the next count tells.',
      }),
    }),
    global_rank: z.int().nullable(),
    category_rank: z.int().nullable(),
    snapshot: z.uuid().nullable().meta({ description: "The present build of its category's board." }),
  })
  .meta({ ref: 'SkillScore' })

const place = { rank: z.int(), total: z.int(), score: z.number(), ...power }

export const SkillHistory = z
  .strictObject({
    id: z.uuid(),
    slug: z.string(),
    from: z.iso.date(),
    to: z.iso.date(),
    as_of: Time.nullable().meta({ description: 'When the newest of these boards was made; null: there is none.' }),
    items: z
      .array(
        z.strictObject({
          day: z.iso.date(),
          global: z.strictObject(place).nullable(),
          category: z.strictObject({ key: z.string().nullable(), ...place }).nullable(),
        }),
      )
      .meta({ description: 'Days that have a board, newest first; null: the skill was not on it.' }),
  })
  .meta({ ref: 'SkillHistory' })
