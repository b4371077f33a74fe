import * as z from 'zod'
import { RULES } from '../../domain/trust/rules/index.ts'

const RULE_IDS: readonly string[] = RULES.map(({ id }) => id)

/** The id of a rule that the scan has now. */
export const RuleId = z
  .string()
  .refine((id) => RULE_IDS.includes(id), 'is not the id of a rule; /docs/rules lists them')
