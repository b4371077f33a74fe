import type { Finding, Severity } from './report.ts'

type SarifInput = {
  /** The address of the registry. */
  registry: string
  ruleSet: number
  findings: readonly Finding[]
  /** Rules that a reviewer has called false positives, or whose risk one has accepted, with the reason. */
  decided: ReadonlyMap<string, string>
}

const LEVELS: Record<Severity, 'error' | 'warning' | 'note'> = {
  critical: 'error',
  high: 'error',
  medium: 'warning',
  low: 'note',
}

/** The findings of a scan as SARIF 2.1.0, which code scanning reads. What a reviewer has decided about is suppressed, and says why. */
export function reportSarif({ registry, ruleSet, findings, decided }: SarifInput) {
  const byRule = new Map(findings.map((finding) => [finding.rule, finding]))
  const ids = [...byRule.keys()]
  return {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: 'agent-skills-scan',
            version: String(ruleSet),
            informationUri: registry,
            rules: [...byRule.values()].map(({ rule, why, fix, severity }) => ({
              id: rule,
              shortDescription: { text: why },
              help: { text: fix },
              defaultConfiguration: { level: LEVELS[severity] },
            })),
          },
        },
        columnKind: 'utf16CodeUnits',
        results: findings.map(({ rule, severity, confidence, file, line, column, excerpt, why }) => ({
          ruleId: rule,
          ruleIndex: ids.indexOf(rule),
          level: LEVELS[severity],
          message: { text: `${why} (confidence: ${confidence}) ${excerpt}` },
          locations: [
            {
              physicalLocation: {
                artifactLocation: { uri: file.split('/').map(encodeURIComponent).join('/') },
                region: { startLine: line, startColumn: column },
              },
            },
          ],
          ...(decided.has(rule) && {
            suppressions: [{ kind: 'external', status: 'accepted', justification: decided.get(rule) }],
          }),
        })),
      },
    ],
  } as const
}
