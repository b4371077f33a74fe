import * as z from 'zod'
import { DISPUTE_ACTS, DISPUTE_KINDS, DISPUTE_OUTCOMES } from '../../../domain/trust/disputes.ts'
import { listOf } from '../../../http/answers.ts'
import { filled } from '../../../http/input/fields.ts'
import { sizeAndCursor } from '../../../http/input/paging.ts'
import { refTo } from '../../../http/input/refs.ts'
import { Dispute } from '../../trust/dispute-schema.ts'

export const ReportQuery = z.strictObject({
  state: z.enum(['open', 'decided']).default('open').meta({
    description: '`open`: the most urgent first. `decided`: the last decided first.',
  }),
  kind: z.enum(DISPUTE_KINDS).optional(),
  skill: refTo('skill').optional(),
  ...sizeAndCursor(20),
})

export const ReviewedReport = Dispute.extend({
  details: z.string().meta({ description: 'What the sender wrote.' }),
  decided_by: z.string().nullable(),
  is_overdue: z.boolean(),
  alike: z
    .int()
    .meta({ description: 'How many others of this kind are open about the same files. One decision is for all.' }),
}).meta({ ref: 'ReviewedReport' })

export const ReviewedReportList = listOf(ReviewedReport)

export const ReportDecision = z
  .strictObject({
    outcome: z.enum(DISPUTE_OUTCOMES),
    reason: filled(2000).meta({ description: 'Why. Everybody can read it.' }),
    act: z.enum(DISPUTE_ACTS).default('none').meta({
      description:
        'What follows. `archive` takes the skill out of the catalogue. `malicious`, `false_positive` and `accepted_risk` decide about the version, or about the rules that an appeal names. `revoke` ends the decision that calls the version malicious.',
    }),
  })
  .refine(({ outcome, act }) => outcome === 'upheld' || act === 'none', {
    path: ['act'],
    message: 'must be none if the report is dismissed',
  })
  .meta({ ref: 'ReportDecision' })
