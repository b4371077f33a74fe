import * as z from 'zod'
import { DECISIONS } from '../../../domain/trust/decisions.ts'
import { filled } from '../../../http/input/fields.ts'
import { refTo } from '../../../http/input/refs.ts'
import { Digest } from '../../catalogue/filters.ts'
import { Decision } from '../../trust/report-schema.ts'
import { RuleId } from '../../trust/rule-id.ts'
import { ShownVerdict } from '../../trust/verdict-schema.ts'

const Reason = filled(2000).meta({ description: 'Why. Everybody can read it.' })

/** Either about a folder, or about a rule in a skill. */
export const NewDecision = z
  .strictObject({
    decision: z.enum(DECISIONS),
    digest: Digest.optional().meta({ description: 'The folder that it is about, in whatever skill it is.' }),
    skill: refTo('skill').optional(),
    rule: RuleId.optional().meta({ description: 'The rule that is wrong in all versions of the skill.' }),
    reason: Reason,
  })
  .refine(({ digest, skill, rule }) => (digest === undefined) === (skill !== undefined && rule !== undefined), {
    path: ['digest'],
    message: 'is required, or skill and rule in its place',
  })
  .refine(({ digest, skill, rule }) => digest === undefined || (skill === undefined && rule === undefined), {
    path: ['digest'],
    message: 'excludes skill and rule',
  })
  .refine(({ decision, digest }) => decision === 'false_positive' || digest !== undefined, {
    path: ['decision'],
    message: 'must be false_positive for a rule in a skill',
  })
  .meta({ ref: 'NewDecision' })

export const RevokeBody = z.strictObject({ reason: Reason }).meta({ ref: 'RevokeDecision' })

export const DecisionWithCopies = Decision.extend({
  copies: z
    .array(
      z.strictObject({
        slug: z.string(),
        owner: z.string(),
        version: z.string(),
        digest: z.string(),
        verdict: ShownVerdict,
        likeness: z
          .number()
          .meta({ description: 'About how much of the text of both is the same: 1 for equal folders, at least 0.5.' }),
      }),
    )
    .meta({
      description: 'Versions with the same folder, or with nearly the same text, the likest first: at most 100.',
    }),
}).meta({ ref: 'DecisionWithCopies' })
