import { formatRun } from '../../domain/skill-md/format-sarif.ts'
import { scanSarif } from '../../domain/trust/sarif.ts'
import type { Validated } from './validate-skill.ts'

/** All findings of skills as SARIF 2.1.0: a run of the format's rules, and one of the scan's. `prefixOf` leads from the root of the repository. */
export function validationSarif(skills: readonly Validated[], prefixOf: (folder: string) => string) {
  const format = skills.flatMap(({ folder, file: own, findings }) =>
    findings.map(({ file, ...finding }) => ({ ...finding, file: file ?? own, prefix: prefixOf(folder) })),
  )
  const scans = skills.map(({ folder, scan_findings: findings }) => ({ prefix: prefixOf(folder), findings }))
  const sarif = scanSarif(scans)
  return { ...sarif, runs: [formatRun(format), ...sarif.runs] }
}
