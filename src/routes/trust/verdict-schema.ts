import * as z from 'zod'
import { SHOWN_VERDICTS } from '../../domain/trust/decisions.ts'
import { RISK_LEVELS } from '../../domain/trust/report.ts'

export const ShownVerdict = z.enum(SHOWN_VERDICTS).nullable().meta({
  description: 'What the scan and reviewers say. `malicious` is a reviewer’s word. Null until it has been scanned.',
})

export const RiskLevel = z
  .enum(RISK_LEVELS)
  .nullable()
  .meta({ description: 'How much power it asks for, whether it means well or not. Null until it has been scanned.' })
