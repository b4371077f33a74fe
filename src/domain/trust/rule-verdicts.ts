import { type Finding, type Scan, SEVERITIES, VERDICTS, type Verdict } from './report.ts'

/** What a part that was not read says in place of a rule. */
export const UNREAD_RULE = 'coverage'

const rank = (verdict: Verdict) => VERDICTS.indexOf(verdict)

export const worstOf = (verdicts: readonly Verdict[]): Verdict =>
  verdicts.reduce<Verdict>((worst, verdict) => (rank(verdict) > rank(worst) ? verdict : worst), 'pass')

/**
 * What each rule would say alone. The worst of them is the verdict of the scan, so that a decision on one rule leaves what the others
 * say. A scan that is worse than its findings, because parts were not read, has that as `coverage`.
 */
export function ruleVerdicts({
  verdict,
  findings,
  coverage,
}: Pick<Scan, 'verdict' | 'findings' | 'coverage'>): Record<string, Verdict> {
  const rules: Record<string, Verdict> = {}
  for (const finding of findings) {
    const said = ofFinding(finding)
    const bounded = rank(said) > rank(verdict) ? verdict : said
    rules[finding.rule] = worstOf([rules[finding.rule] ?? 'pass', bounded])
  }
  const [worst] = findings
  if (worst && worstOf(Object.values(rules)) !== verdict) rules[worst.rule] = verdict
  if (coverage.level === 'partial') rules[UNREAD_RULE] = worst ? 'pass' : verdict
  return rules
}

const ofFinding = ({ severity, confidence }: Finding): Verdict => {
  const isGrave = SEVERITIES.indexOf(severity) >= SEVERITIES.indexOf('high')
  if (isGrave && confidence === 'high') return 'warn'
  return isGrave || severity === 'medium' ? 'review' : 'pass'
}
