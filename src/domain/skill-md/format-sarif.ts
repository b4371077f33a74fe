import { READING_VERSION } from '../catalogue/reading-version.ts'

/** A broken rule of format in a folder. `prefix` leads from the root of the repository to the folder. */
export type FormatResult = {
  prefix: string
  rule: string
  severity: 'info' | 'warning' | 'error'
  message: string
  file: string
  line: number | null
}

const LEVELS = { info: 'note', warning: 'warning', error: 'error' } as const

/** A run of SARIF 2.1.0 with what does not comply with the format. */
export function formatRun(results: readonly FormatResult[]) {
  const rules = [...new Set(results.map(({ rule }) => rule))].sort()
  return {
    tool: {
      driver: {
        name: 'agent-skills-format',
        semanticVersion: `${READING_VERSION}.0.0`,
        rules: rules.map((id) => ({ id })),
      },
    },
    columnKind: 'utf16CodeUnits',
    results: results.map(({ prefix, rule, severity, message, file, line }) => {
      const path = [prefix, file].filter((part) => part !== '').join('/')
      return {
        ruleId: rule,
        ruleIndex: rules.indexOf(rule),
        level: LEVELS[severity],
        message: { text: message },
        locations: [
          {
            physicalLocation: {
              artifactLocation: { uri: path.split('/').map(encodeURIComponent).join('/') },
              ...(line !== null && { region: { startLine: line } }),
            },
          },
        ],
        partialFingerprints: { 'fileAndRule/v1': `${path}:${rule}` },
      }
    }),
  }
}
