import type { Confidence, Finding, Severity, Verdict } from '../report.ts'
import { VERDICTS } from '../report.ts'

/** What one finding makes of a version, by its severity and its confidence. The worst decides. */
export const VERDICT_TABLE: Readonly<Record<Severity, Readonly<Record<Confidence, Verdict>>>> = {
  critical: { high: 'warn', medium: 'warn', low: 'review' },
  high: { high: 'warn', medium: 'review', low: 'pass' },
  medium: { high: 'review', medium: 'pass', low: 'pass' },
  low: { high: 'pass', medium: 'pass', low: 'pass' },
}

export const verdictOf = (findings: readonly Pick<Finding, 'severity' | 'confidence'>[]): Verdict =>
  findings.reduce<Verdict>((worst, { severity, confidence }) => {
    const own = VERDICT_TABLE[severity][confidence]
    return VERDICTS.indexOf(own) > VERDICTS.indexOf(worst) ? own : worst
  }, 'pass')
