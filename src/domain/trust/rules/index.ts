import type { Rule } from '../rule.ts'
import { DEPENDENCY } from './dependency.ts'
import { DESTRUCTION } from './destruction.ts'
import { EXFILTRATION } from './exfiltration.ts'
import { FAKE_PREREQUISITES } from './fake-prerequisites.ts'
import { HIDDEN_TEXT } from './hidden-text.ts'
import { INJECTION } from './injection.ts'
import { OBFUSCATION } from './obfuscation.ts'
import { PERMISSIONS } from './permissions.ts'
import { PERSISTENCE } from './persistence.ts'
import { REMOTE_CODE } from './remote-code.ts'
import { SECRETS } from './secrets.ts'

/** All rules, by families. A rule that is added or changed raises RULE_SET. */
export const RULES: readonly Rule[] = [
  ...REMOTE_CODE,
  ...FAKE_PREREQUISITES,
  ...OBFUSCATION,
  ...EXFILTRATION,
  ...INJECTION,
  ...HIDDEN_TEXT,
  ...PERSISTENCE,
  ...DESTRUCTION,
  ...DEPENDENCY,
  ...PERMISSIONS,
  ...SECRETS,
]
