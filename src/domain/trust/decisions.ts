import { VERDICTS } from './report.ts'

/** What reports and decisions together say of files. */
export const SHOWN_VERDICTS = [...VERDICTS, 'malicious'] as const
export type ShownVerdict = (typeof SHOWN_VERDICTS)[number]

/**
 * What a reviewer may decide. `malicious` withholds a folder from everybody. `false_positive` takes what rules say of a folder, or of a
 * skill, out of its verdict. `accepted_risk` keeps the verdict of a folder, but gives it out.
 */
export const DECISIONS = ['malicious', 'false_positive', 'accepted_risk'] as const
export type DecisionKind = (typeof DECISIONS)[number]
