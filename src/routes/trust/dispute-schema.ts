import * as z from 'zod'
import { DEADLINE_DAYS, DISPUTE_KINDS, DISPUTE_OUTCOMES, REPORT_KINDS } from '../../domain/trust/disputes.ts'
import { listOf, Time } from '../../http/answers.ts'
import { filled, text } from '../../http/input/fields.ts'
import { refTo } from '../../http/input/refs.ts'

const DEADLINES = REPORT_KINDS.map((kind) => `\`${kind}\` ${DEADLINE_DAYS[kind]}`).join(', ')

export const NewReport = z
  .strictObject({
    skill: refTo('skill'),
    version: text(100).min(1).optional().meta({ description: 'By default the newest one.' }),
    kind: z.enum(REPORT_KINDS).meta({ description: `Days within which a reviewer is to decide: ${DEADLINES}.` }),
    details: filled(4000).meta({
      description: 'What is wrong, and where it can be seen. Only reviewers read it. Leave out what identifies you.',
    }),
  })
  .meta({ ref: 'NewReport' })

export const Dispute = z
  .strictObject({
    id: z.uuid(),
    kind: z.enum(DISPUTE_KINDS),
    skill: z.string().meta({ description: 'Its slug.' }),
    version: z.string().nullable(),
    digest: z.string().nullable().meta({ description: 'Of the folder of this version.' }),
    state: z.enum(['open', ...DISPUTE_OUTCOMES]),
    created_at: Time,
    due_at: Time.meta({ description: 'Until when a reviewer is to decide.' }),
    decided_at: Time.nullable(),
    reason: z.string().nullable().meta({ description: 'Why the reviewer decided so.' }),
    decision_id: z.uuid().nullable().meta({ description: 'What was decided about the version because of it.' }),
    appeal: z
      .strictObject({
        by: z.string().meta({ description: 'The repository that the author has proven.' }),
        rules: z.array(z.string()).nullable().meta({ description: 'The rules that are wrong about the skill.' }),
        text: z.string(),
      })
      .nullable()
      .meta({ description: 'What the author says. Null for a report, whose words only reviewers read.' }),
  })
  .meta({ ref: 'Report' })

export const DisputeList = listOf(Dispute)
