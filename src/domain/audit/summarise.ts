import { type AuditFinding, LEVELS, type Level, RULE_IDS, type RuleId, worstOf } from './rules.ts'

type Judged = { found: boolean; level: Level | 'none'; findings: readonly AuditFinding[] }

/** Counts the entries and findings of an audit. */
export function summaryOf(entries: readonly Judged[]) {
  const findings = entries.flatMap((entry) => entry.findings)
  const counts = <K extends string>(keys: readonly K[], count: (key: K) => number) =>
    Object.fromEntries(keys.map((key) => [key, count(key)])) as Record<K, number>
  return {
    entries: entries.length,
    found: entries.filter(({ found }) => found).length,
    level: worstOf(entries),
    levels: counts([...LEVELS, 'none'], (level) => entries.filter((entry) => entry.level === level).length),
    rules: counts<RuleId>(RULE_IDS, (rule) => findings.filter((finding) => finding.rule === rule).length),
  }
}
