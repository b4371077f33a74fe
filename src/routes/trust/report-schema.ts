import * as z from 'zod'
import { DECISIONS } from '../../domain/trust/decisions.ts'
import { CONFIDENCES, POWERS, RISK_LEVELS, SEVERITIES, UNREAD_REASONS, VERDICTS } from '../../domain/trust/report.ts'
import { listOf, Time } from '../../http/answers.ts'
import { ShownVerdict } from './verdict-schema.ts'

export const Finding = z.strictObject({
  rule: z.string(),
  rule_version: z.int(),
  severity: z.enum(SEVERITIES),
  confidence: z.enum(CONFIDENCES),
  file: z.string(),
  line: z.int(),
  column: z.int().meta({ description: 'From 1, in UTF-16 units.' }),
  excerpt: z.string().meta({ description: 'The words that matched. Secrets in them are masked.' }),
  why: z.string(),
  fix: z.string(),
  referred: z.boolean().meta({ description: 'False if nothing in the folder refers to the file.' }),
})

export const Decision = z
  .strictObject({
    id: z.uuid(),
    decision: z.enum(DECISIONS),
    digest: z.string().nullable().meta({ description: 'Of the folder that it is about. Null if it is about a skill.' }),
    skill: z.string().nullable().meta({ description: 'The slug of the skill in which a rule is wrong.' }),
    rules: z
      .array(z.string())
      .nullable()
      .meta({ description: 'The rules that it is about. Null if it is about the whole folder.' }),
    reason: z.string(),
    decided_at: Time,
    revoked: z.strictObject({ at: Time, reason: z.string() }).nullable(),
  })
  .meta({ ref: 'Decision' })

export const DecisionList = listOf(Decision)

/** What the rules found in a folder. */
export const Scan = z.strictObject({
  rule_set: z.int().meta({ description: 'The version of all rules together.' }),
  verdict: z.enum(VERDICTS).meta({ description: 'What the rules alone say, before any decision.' }),
  risk: z.strictObject({ level: z.enum(RISK_LEVELS), powers: z.array(z.enum(POWERS)) }),
  coverage: z.strictObject({
    level: z.enum(['complete', 'partial']),
    unread: z.array(z.strictObject({ file: z.string(), reason: z.enum(UNREAD_REASONS) })),
  }),
  scanned_at: Time,
  duration_ms: z.int(),
  findings: z.array(Finding).meta({ description: 'The worst first.' }),
})

export const Answer = z.strictObject({ rule: z.string(), answer: z.string(), answered_at: Time })

export const Report = z
  .strictObject({
    skill: z.string(),
    version: z.string(),
    digest: z.string(),
    verdict: ShownVerdict,
    withheld: z.string().nullable().meta({ description: 'Why its files are not given out. Null if they are.' }),
    scan: Scan.nullable().meta({ description: 'Null until it has been scanned.' }),
    answers: z.array(Answer).meta({ description: 'What its author says to the findings, by rule.' }),
    decisions: z.array(Decision).meta({
      description: 'What reviewers decided about this folder or about rules in this skill, the newest first.',
    }),
  })
  .meta({ ref: 'ScanReport' })

export const Sarif = z.looseObject({ version: z.literal('2.1.0'), runs: z.array(z.unknown()) })
