import * as z from 'zod'
import {
  CONFIDENCE,
  IMPROVEMENT_KINDS,
  IMPROVEMENT_WINDOW_HOURS,
  REWARD_POINTS,
  VERDICTS,
} from '../../../domain/ranking/improvement.ts'
import { Time } from '../../../http/answers.ts'
import { Flag, filled } from '../../../http/input/fields.ts'
import { sizeAndCursor } from '../../../http/input/paging.ts'
import { refTo } from '../../../http/input/refs.ts'

const Kind = z.enum(IMPROVEMENT_KINDS).meta({ description: 'What was improved.' })

export const NewImprovement = z
  .strictObject({
    kind: Kind,
    note: filled(2000).nullable().prefault(null),
  })
  .meta({ ref: 'NewImprovement' })

const Measure = z
  .strictObject({
    hours: z.int().meta({ description: `For how many of the ${IMPROVEMENT_WINDOW_HOURS} hours the skill existed.` }),
    uses: z.int(),
    views: z.int(),
    use_rate: z.number().meta({ description: 'uses / (views + uses), from 0 to 1.' }),
  })
  .meta({ ref: 'ImprovementMeasure' })

const Delta = z
  .strictObject({
    uses: z.int(),
    views: z.int(),
    use_rate: z.number(),
    by: z.enum(['use_rate', 'uses']).meta({
      description: `The measure that decides the verdict: the use rate, or the uses in ${IMPROVEMENT_WINDOW_HOURS} hours if a window has no views.`,
    }),
    value: z.number().meta({ description: 'The change of that measure.' }),
    interval: z
      .strictObject({ low: z.number(), high: z.number() })
      .nullable()
      .meta({
        description: `The ${CONFIDENCE * 100} % confidence interval of \`value\`, by Newcombe’s hybrid score method for two proportions, or likewise for two Poisson counts. Null if the skill did not exist before.`,
      }),
  })
  .meta({ ref: 'ImprovementDelta' })

export const Improvement = z
  .strictObject({
    id: z.uuid(),
    skill: z.strictObject({ id: z.uuid(), slug: z.string() }),
    source: z
      .strictObject({ id: z.uuid(), name: z.string() })
      .nullable()
      .meta({ description: 'The source that gets the points. Null if the skill has no source.' }),
    kind: Kind,
    note: z.string().nullable(),
    recorded_by: z.string(),
    recorded_at: Time,
    hour: Time.meta({
      description: `Divides the two windows that are compared: the ${IMPROVEMENT_WINDOW_HOURS} hours before it and the ${IMPROVEMENT_WINDOW_HOURS} hours from it on.`,
    }),
    due_at: Time,
    is_due: z.boolean().meta({ description: 'Whether the next evaluation includes it.' }),
    baseline: Measure.meta({ description: 'The window before, as counted when the improvement was recorded.' }),
    post: Measure.nullable().meta({ description: 'The window after, as counted when the improvement was evaluated.' }),
    delta: Delta.nullable(),
    verdict: z.enum(VERDICTS).nullable().meta({
      description: '`inconclusive`: the interval includes 0. Null before the evaluation.',
    }),
    evaluated_at: Time.nullable(),
    points: z
      .int()
      .meta({ description: `The points for the source: ${REWARD_POINTS} if the verdict is \`improved\`.` }),
  })
  .meta({ ref: 'Improvement' })

export const ImprovementsQuery = z.strictObject({
  skill_id: refTo('skill').optional(),
  source_id: z.uuid().optional(),
  verdict: z.enum(VERDICTS).optional(),
  due: Flag.optional().meta({ description: 'Whether the next evaluation includes it.' }),
  ...sizeAndCursor(20),
})
