import * as z from 'zod'
import { POWERS, RISK_LEVELS, UNREAD_REASONS, VERDICTS } from '../../domain/trust/report.ts'
import { OUTCOMES } from '../../intake/validate/validate-skill.ts'
import { Finding as ScanFinding } from '../trust/report-schema.ts'

const Finding = z.strictObject({
  rule: z.string(),
  severity: z.enum(['info', 'warning', 'error']).meta({
    description: 'An `error` breaks the specification or keeps the folder from being whole.',
  }),
  message: z.string(),
  file: z.string().nullable().meta({ description: 'From the folder of the skill. Null for the folder as a whole.' }),
  line: z.int().nullable(),
})

const Fault = z.string().nullable()

const Skill = z.strictObject({
  folder: z.string().meta({ description: 'In the archive. `.` is its root.' }),
  file: z.string().meta({ description: 'The name of its SKILL.md as it is written.' }),
  name: z.string().nullable().meta({ description: 'As clients would show it. Null if none could load the file.' }),
  valid: z.boolean().meta({ description: 'True if no finding is an error.' }),
  outcome: z.enum(OUTCOMES).meta({
    description:
      '`listed`: a verified publisher lists it at once. `reviewed`: a person looks at it first. `refused`: no client could load it.',
  }),
  findings: z.array(Finding).meta({ description: 'What does not comply with the format.' }),
  license: z.string().nullable().meta({
    description: 'The SPDX id, by the frontmatter and the licence files. A repository may add its own.',
  }),
  content_policy: z.string().meta({ description: '`full`: its files may be given out. Else they may only be linked.' }),
  clients: z.strictObject({ skills_cli: Fault, clawhub: Fault, mcp: Fault }).meta({
    description: 'Why each client cannot install it. Null if it can.',
  }),
  rule_set: z.int().meta({ description: 'The version of all rules of the scan together.' }),
  verdict: z.enum(VERDICTS),
  risk: z.strictObject({ level: z.enum(RISK_LEVELS), powers: z.array(z.enum(POWERS)) }),
  coverage: z.strictObject({
    level: z.enum(['complete', 'partial']),
    unread: z.array(z.strictObject({ file: z.string(), reason: z.enum(UNREAD_REASONS) })),
  }),
  scan_findings: z.array(ScanFinding).meta({ description: 'What the scan found, the worst first.' }),
})

export const Validation = z
  .strictObject({
    valid: z.boolean().meta({ description: 'True if all skills are.' }),
    items: z.array(Skill).meta({ description: 'By folder.' }),
  })
  .meta({ ref: 'Validation' })

export const ValidationSarif = z
  .looseObject({ version: z.literal('2.1.0'), runs: z.array(z.unknown()) })
  .meta({ ref: 'ValidationSarif' })
