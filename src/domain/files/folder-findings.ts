import { cut } from '../text/text.ts'

/** Something about a folder that its readers should know. `path` is null for the folder as a whole. */
export type Finding = { rule: string; severity: 'info' | 'warning' | 'error'; message: string; path: string | null }

/** The most findings of a folder: every answer about it has them all. */
const MAX_FINDINGS = 100
const MAX_TEXT = 1024

/** True if the same was found. */
export function areSameFindings(a: readonly Finding[], b: readonly Finding[]): boolean {
  const texts = (findings: readonly Finding[]) =>
    JSON.stringify(findings.map(({ rule, severity, message, path }) => [rule, severity, message, path]))
  return texts(a) === texts(b)
}

/** Shows what has no looks, and what PostgreSQL cannot store: control characters, and halves of surrogate pairs. */
const shown = (text: string): string =>
  cut(
    text
      .slice(0, MAX_TEXT)
      .replace(/[\p{Cc}\p{Cs}]/gu, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`),
    MAX_TEXT,
  )

/** Findings as they are kept: at most 100, in storable texts. If there are more, the last one says how many are left out. */
export function keptFindings(findings: readonly Finding[]): Finding[] {
  const kept = findings.slice(0, findings.length > MAX_FINDINGS ? MAX_FINDINGS - 1 : MAX_FINDINGS).map((finding) => ({
    ...finding,
    message: shown(finding.message),
    path: finding.path === null ? null : shown(finding.path),
  }))
  const left = findings.slice(kept.length)
  if (left.length === 0) return kept
  const errors = left.filter(({ severity }) => severity === 'error').length
  const message = `${left.length} more findings are left out (${errors} of them errors).`
  return [...kept, { rule: 'folder.findings-left-out', severity: 'warning', message, path: null }]
}
