import * as z from 'zod'
import { STATS } from '../../domain/ranking/power.ts'
import { Time } from '../../http/answers.ts'
import { CategoryRef } from '../catalogue/skill-schema.ts'

/** How a skill compares with its category. Null if it has no score. */
export const power = {
  power_score: z.int().nullable(),
  power_rank: z.string().nullable().meta({ description: 'The tier in the category, from S1 (best) to D5.' }),
  percentile: z
    .number()
    .nullable()
    .meta({ description: 'The percentage of skills in the category that are strictly ahead.' }),
}

const ScorePart = z.strictObject({
  stat: z.enum(STATS),
  value: z.number().meta({ description: 'The value as counted.' }),
  compared: z.number().meta({
    description: 'The value that is compared, to six decimals: ln(1 + value) for a count, the value itself for a rate.',
  }),
  average: z.number().meta({ description: 'The average of `compared` in the group, as of `group.averaged_at`.' }),
  ratio: z.number().nullable().meta({
    description: 'compared / average, at most the cap. Null if the average is 0; then the stat has no weight.',
  }),
  capped: z.boolean(),
  weight: z
    .number()
    .meta({ description: 'The weight of this stat. The weights of all stats with an average above 0 add up to 1.' }),
  share: z.number().meta({
    description: 'The points that this stat adds to the score. All shares add up to the score before rounding.',
  }),
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
    as_of: Time.nullable().meta({ description: 'When the skill was last scored.' }),
    ...power,
    relaxed: z.boolean().nullable().meta({ description: 'True if the group is so small that the tier means little.' }),
    formula: z.string(),
    weights_version: z
      .int()
      .nullable()
      .meta({ description: 'The version of the weights. Scores of different versions are not comparable.' }),
    group: z
      .strictObject({
        members: z.int(),
        averaged_at: Time.meta({
          description:
            'When the averages were taken. All members are compared with these averages until one average has moved by more than 1 %.',
        }),
      })
      .nullable()
      .meta({ description: 'The skills with which this one is compared: its category, or all skills without one.' }),
    stats: z.array(ScorePart).meta({
      description:
        'Empty if the skill has no score, or if its category or the weights changed since. The next scoring fills it.',
    }),
    popularity: z.strictObject({
      score: z.number(),
      formula: z.string(),
      parts: z.array(PopularityPart).meta({
        description: 'Their points add up to the score. Empty if the stars changed since; the next count fills it.',
      }),
    }),
    global_rank: z.int().nullable(),
    category_rank: z.int().nullable(),
    snapshot: z.uuid().nullable().meta({ description: 'The current build of the board of its category.' }),
  })
  .meta({ ref: 'SkillScore' })

const place = { rank: z.int(), total: z.int(), score: z.number(), ...power }

export const SkillHistory = z
  .strictObject({
    id: z.uuid(),
    slug: z.string(),
    from: z.iso.date(),
    to: z.iso.date(),
    as_of: Time.nullable().meta({ description: 'When the newest of these boards was built. Null if there is none.' }),
    items: z
      .array(
        z.strictObject({
          day: z.iso.date(),
          global: z.strictObject(place).nullable(),
          category: z.strictObject({ key: z.string().nullable(), ...place }).nullable(),
        }),
      )
      .meta({
        description:
          'Days that have a board, newest first. A place is null if the skill was not on the board, or if only the first 100 places of that board are kept.',
      }),
  })
  .meta({ ref: 'SkillHistory' })
