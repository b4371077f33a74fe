import type { Finding, Severity } from '../trust/report.ts'
import type { ClawhubVersion } from './clawhub-skill.ts'

/**
 * What the client is told of a version before it installs. `isSuspicious` makes it ask, which only a warning is worth; it never installs
 * what is blocked. Null if it has not been scanned.
 */
export function moderationOf(version: ClawhubVersion | null) {
  if (!version?.verdict) return null
  const { verdict, rules, judgedAt, maliciousReason } = version
  return {
    isSuspicious: verdict === 'warn',
    isMalwareBlocked: verdict === 'malicious',
    verdict: verdict === 'malicious' ? 'malicious' : verdict === 'warn' ? 'suspicious' : 'clean',
    reasonCodes: rules,
    updatedAt: judgedAt,
    summary: maliciousReason,
  } as const
}

const SEVERITIES: Record<Severity, 'info' | 'warn' | 'critical'> = {
  critical: 'critical',
  high: 'warn',
  medium: 'warn',
  low: 'info',
}

/** The same with what was found. */
export function moderationWithEvidence(version: ClawhubVersion | null, findings: readonly Finding[]) {
  const moderation = moderationOf(version)
  const evidence = findings.map(({ rule, severity, file, line, why, excerpt }) => ({
    ...{ code: rule, severity: SEVERITIES[severity], file, line, message: why, evidence: excerpt },
  }))
  return moderation && { ...moderation, evidence }
}
