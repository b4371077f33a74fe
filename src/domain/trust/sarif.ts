import type { Finding, Severity } from './report.ts'
import { RULE_SET } from './rule-set.ts'
import { RULES } from './rules/index.ts'

const LEVELS: Readonly<Record<Severity, 'error' | 'warning' | 'note'>> = {
  critical: 'error',
  high: 'error',
  medium: 'warning',
  low: 'note',
}
/** What code scanning sorts by, from 0 to 10. */
const SCORES: Readonly<Record<Severity, string>> = { critical: '9.5', high: '8.0', medium: '5.0', low: '2.0' }

const rules = RULES.map(({ id, severity, confidence, looksFor, why, fix }) => ({
  id,
  shortDescription: { text: looksFor },
  fullDescription: { text: `${looksFor} ${why}` },
  help: { text: fix },
  defaultConfiguration: { level: LEVELS[severity] },
  properties: { precision: confidence, 'security-severity': SCORES[severity] },
}))
const positions = new Map(RULES.map(({ id }, i) => [id, i]))

/** The findings of scans as SARIF 2.1.0, which code scanning reads. `prefix` leads from the repository's root to the folder. */
export const scanSarif = (scans: readonly { prefix: string; findings: readonly Finding[] }[]) => ({
  $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
  version: '2.1.0',
  runs: [
    {
      tool: { driver: { name: 'agent-skills-scan', semanticVersion: `${RULE_SET}.0.0`, rules } },
      columnKind: 'utf16CodeUnits',
      results: scans.flatMap(({ prefix, findings }) => findings.map((finding) => resultOf(prefix, finding))),
    },
  ],
})

function resultOf(prefix: string, { rule, severity, confidence, file, line, column, excerpt, why, fix }: Finding) {
  const path = prefix === '' ? file : `${prefix}/${file}`
  return {
    ruleId: rule,
    ruleIndex: positions.get(rule) ?? -1,
    level: LEVELS[severity],
    message: { text: `${why} ${fix}` },
    locations: [
      {
        physicalLocation: {
          artifactLocation: { uri: path.split('/').map(encodeURIComponent).join('/') },
          region: { startLine: line, startColumn: column, snippet: { text: excerpt } },
        },
      },
    ],
    properties: { severity, confidence },
    // The same finding stays the same when its line moves.
    partialFingerprints: { 'fileRuleAndExcerpt/v1': `${path}:${rule}:${excerpt}` },
  }
}
