/** What the rules say of a folder. `malicious` is a person's word and never theirs. */
export const VERDICTS = ['pass', 'review', 'warn'] as const
export type Verdict = (typeof VERDICTS)[number]

/** How bad it is if the finding is right. */
export const SEVERITIES = ['low', 'medium', 'high', 'critical'] as const
export type Severity = (typeof SEVERITIES)[number]

/** How sure the rule is, after the text around it was weighed. */
export const CONFIDENCES = ['low', 'medium', 'high'] as const
export type Confidence = (typeof CONFIDENCES)[number]

/** How much power a skill asks for, whether it means well or not. */
export const RISK_LEVELS = ['low', 'medium', 'high'] as const
export type RiskLevel = (typeof RISK_LEVELS)[number]
export const POWERS = ['network', 'files', 'credentials', 'execution', 'persistence'] as const
export type Power = (typeof POWERS)[number]

/** Lines and columns count from 1; columns in UTF-16 units. Secrets in the excerpt are masked. */
export type Finding = {
  rule: string
  rule_version: number
  severity: Severity
  confidence: Confidence
  file: string
  line: number
  column: number
  excerpt: string
  why: string
  fix: string
  /** False if nothing in the folder refers to the file. */
  referred: boolean
}

/** Why a part was not read. */
export const UNREAD_REASONS = ['too_large', 'binary', 'too_deep', 'budget'] as const
export type Unread = { file: string; reason: (typeof UNREAD_REASONS)[number] }

export type Coverage = { level: 'complete' | 'partial'; unread: Unread[] }

/** What a scan says of a folder. It follows from the bytes and the rule set alone. */
export type Scan = {
  rule_set: number
  verdict: Verdict
  risk: { level: RiskLevel; powers: Power[] }
  /** The worst first. */
  findings: Finding[]
  coverage: Coverage
}
