import { type AuditFinding, RULE_IDS, RULES } from './rules.ts'

type SarifInput = {
  /** Of the lockfile, from the root of its repository. */
  file: string
  /** The registry that was asked. */
  registry: string
  entries: readonly { name: string; line: number; findings: readonly AuditFinding[] }[]
}

const rules = RULE_IDS.map((id) => {
  const { level, means, help } = RULES[id]
  return {
    id,
    shortDescription: { text: means },
    fullDescription: { text: `${means} ${help}` },
    help: { text: help },
    defaultConfiguration: { level },
  }
})

/** The findings of an audit as SARIF 2.1.0, which code scanning reads. */
export const sarifOf = ({ file, registry, entries }: SarifInput) => ({
  $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
  version: '2.1.0',
  runs: [
    {
      tool: { driver: { name: 'agent-skills-audit', informationUri: registry, rules } },
      columnKind: 'utf16CodeUnits',
      results: entries.flatMap(({ name, line, findings }) =>
        findings.map(({ rule, level, message }) => ({
          ruleId: rule,
          ruleIndex: RULE_IDS.indexOf(rule),
          level,
          message: { text: `${name}: ${message}` },
          locations: [
            {
              physicalLocation: {
                artifactLocation: { uri: file.split('/').map(encodeURIComponent).join('/') },
                region: { startLine: line },
              },
            },
          ],
          // The same finding stays the same when its line moves.
          partialFingerprints: { 'entryAndRule/v1': `${name}:${rule}` },
        })),
      ),
    },
  ],
})
