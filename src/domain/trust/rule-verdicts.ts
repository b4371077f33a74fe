import type { Finding, Verdict } from './report.ts'
import { verdictOf } from './weighing/verdict.ts'

/** What each rule would say alone. The worst is the verdict of the scan, so that a decision on some rules leaves what the others say. */
export function ruleVerdicts(findings: readonly Finding[]): Record<string, Verdict> {
  const byRule = Map.groupBy(findings, ({ rule }) => rule)
  return Object.fromEntries([...byRule].map(([rule, some]) => [rule, verdictOf(some)]))
}
