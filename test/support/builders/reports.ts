import type { Db } from '../../../src/db/connect.ts'
import { storeReports } from '../../../src/db/trust/reports.ts'
import type { Finding, Scan, Verdict } from '../../../src/domain/trust/report.ts'
import { RULE_SET } from '../../../src/domain/trust/rule-set.ts'
import { ruleVerdicts } from '../../../src/domain/trust/rule-verdicts.ts'

/** What a rule finds whose verdict alone is `says`. */
export const aFinding = (rule: string, says: Verdict, more: Partial<Finding> = {}): Finding => ({
  rule,
  rule_version: 1,
  severity: says === 'warn' ? 'critical' : says === 'review' ? 'medium' : 'low',
  confidence: 'high',
  file: 'SKILL.md',
  line: 3,
  column: 1,
  excerpt: `The words that ${rule} is about.`,
  why: 'It matters.',
  fix: 'Leave it out.',
  referred: true,
  ...more,
})

type ReportInput = Partial<Scan> & { sketch?: readonly number[] }

/** Stores a report of a folder in place of a scan. `found`: rules with what each says. */
export async function aReport(db: Db, digest: string, found: Record<string, Verdict>, p: ReportInput = {}) {
  const verdicts = Object.values(found)
  const scan: Scan = {
    rule_set: RULE_SET,
    verdict: verdicts.includes('warn') ? 'warn' : verdicts.includes('review') ? 'review' : 'pass',
    risk: { level: 'low', powers: [] },
    findings: Object.entries(found).map(([rule, says]) => aFinding(rule, says)),
    coverage: { level: 'complete', unread: [] },
    ...p,
  }
  const report = { ...scan, digest, rules: ruleVerdicts(scan.findings), sketch: p.sketch ?? [], durationMs: 1 }
  await storeReports(db, [report], [digest])
}
