import { z } from 'zod'
import {
  CONFIDENCE,
  IMPROVEMENT_KINDS,
  IMPROVEMENT_WINDOW_HOURS,
  REWARD_POINTS,
  VERDICTS,
} from '../../../domain/ranking/improvement.ts'
import { Time } from '../../catalogue/schemas.ts'
import * as P from '../../params.ts'

const Kind = z.enum(IMPROVEMENT_KINDS).meta({ description: 'What was improved.' })

export const NewImprovement = z
  .strictObject({
    kind: Kind,
    note: P.text(2000).trim().min(1, 'must not be blank').nullable().prefault(null),
  })
  .meta({ ref: 'NewImprovement' })

const Measure = z
  .strictObject({
    hours: z.int().meta({ description: `How many of the ${IMPROVEMENT_WINDOW_HOURS} hours the skill was there for.` }),
    uses: z.int(),
    views: z.int(),
    use_rate: z.number().meta({ description: 'Uses among views and uses, 0 to 1.' }),
  })
  .meta({ ref: 'ImprovementMeasure' })

const Delta = z
  .strictObject({
    uses: z.int(),
    views: z.int(),
    use_rate: z.number(),
    by: z.enum(['use_rate', 'uses']).meta({
      description: `What the verdict is by: the use rate, or the uses in ${IMPROVEMENT_WINDOW_HOURS} hours where a window has no view.`,
    }),
    value: z.number().meta({ description: 'By how much that has changed.' }),
    interval: z
      .strictObject({ low: z.number(), high: z.number() })
      .nullable()
      .meta({
        description: `Of \`value\`, at ${CONFIDENCE * 100} %: of two proportions by Newcombe’s hybrid score, of two Poisson counts likewise. Null: the skill was not there before.`,
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
      .meta({ description: 'Who is credited; null: the skill came from no source.' }),
    kind: Kind,
    note: z.string().nullable(),
    recorded_by: z.string(),
    recorded_at: Time,
    hour: Time.meta({
      description: `The ${IMPROVEMENT_WINDOW_HOURS} hours before it are held against as many from it on.`,
    }),
    due_at: Time,
    is_due: z.boolean().meta({ description: 'Whether the next evaluation evaluates it.' }),
    baseline: Measure.meta({ description: 'As counted when it was recorded.' }),
    post: Measure.nullable().meta({ description: 'As counted when it was evaluated.' }),
    delta: Delta.nullable(),
    verdict: z.enum(VERDICTS).nullable().meta({
      description: '`inconclusive`: no change is in the interval too. Null: not evaluated yet.',
    }),
    evaluated_at: Time.nullable(),
    points: z.int().meta({ description: `What the source was credited with: ${REWARD_POINTS} where it improved.` }),
  })
  .meta({ ref: 'Improvement' })

export const ImprovementsQuery = z.strictObject({
  skill_id: z.uuid('must be a UUID').optional(),
  source_id: z.uuid('must be a UUID').optional(),
  verdict: z.enum(VERDICTS).optional(),
  due: z
    .enum(['true', 'false'])
    .transform((value) => value === 'true')
    .optional()
    .meta({ description: 'Whether the next evaluation evaluates it.' }),
  size: P.Size.prefault(20),
  cursor: P.Cursor.optional(),
})
