import { cut, oneLine } from '../text/text.ts'

/** Every rule that a SKILL.md can break. An error breaks the Agent Skills specification; a warning does not. */
const SEVERITIES = {
  'file.too-large': 'error',
  'file.empty': 'error',
  'file.not-utf8': 'error',
  'file.nul': 'error',
  'file.bom': 'warning',
  'frontmatter.missing': 'error',
  'file.findings-left-out': 'warning',
  'frontmatter.not-first': 'error',
  'frontmatter.fence': 'error',
  'frontmatter.unclosed': 'error',
  'frontmatter.too-large': 'error',
  'frontmatter.yaml': 'error',
  'frontmatter.characters': 'error',
  'frontmatter.not-a-mapping': 'error',
  'frontmatter.duplicate-key': 'error',
  'frontmatter.unknown-key': 'warning',
  'name.missing': 'error',
  'name.type': 'error',
  'name.too-long': 'error',
  'name.characters': 'error',
  'name.hyphens': 'error',
  'name.folder': 'error',
  'description.missing': 'error',
  'description.type': 'error',
  'description.too-long': 'error',
  'license.type': 'error',
  'compatibility.type': 'error',
  'compatibility.too-long': 'error',
  'metadata.type': 'error',
  'metadata.value-type': 'warning',
  'allowed-tools.type': 'warning',
} as const

export type Rule = keyof typeof SEVERITIES

/** A broken rule and the line where it is broken, counted from 1. */
export type Finding = { rule: Rule; severity: 'error' | 'warning'; message: string; line: number }

const MAX_FINDINGS = 100
const MAX_MESSAGE = 300

export function finding(rule: Rule, line: number, message: string): Finding {
  return { rule, severity: SEVERITIES[rule], message: cut(oneLine(message), MAX_MESSAGE), line }
}

export const isError = ({ severity }: Finding) => severity === 'error'

/**
 * Returns at most 100 findings, ordered by line. If there are more, drops warnings before errors, and says at the end
 * how many.
 */
export function inOrder(findings: readonly Finding[]): Finding[] {
  const byWeight = [...findings.filter(isError), ...findings.filter((found) => !isError(found))]
  const kept = byWeight.slice(0, MAX_FINDINGS).sort((a, b) => a.line - b.line)
  const dropped = byWeight.slice(MAX_FINDINGS)
  const last = kept.at(-1)
  if (dropped.length === 0 || !last) return kept
  const errors = dropped.filter(isError).length
  const message = `${dropped.length} more findings are left out (${errors} errors, ${dropped.length - errors} warnings).`
  return [...kept, finding('file.findings-left-out', last.line, message)]
}

export function repeatedKey(key: string, line: number): Finding {
  return finding(
    'frontmatter.duplicate-key',
    line,
    `\`${key}\` appears more than once, and only the last one counts; remove the others.`,
  )
}

/** Counts characters as the specification does: code points, not UTF-16 units. */
const lengthOf = (text: string) => [...text].length

export type TextRule = { rule: Rule; message: string; breaks: (text: string, folder: string) => boolean }

export const NAME_RULES: readonly TextRule[] = [
  {
    rule: 'name.too-long',
    message: 'The name has more than 64 characters; shorten it.',
    breaks: (name) => lengthOf(name) > 64,
  },
  {
    rule: 'name.characters',
    message: 'The name may contain only lower-case letters, digits and hyphens.',
    breaks: (name) => name !== name.toLowerCase() || !/^[\p{L}\p{N}-]+$/u.test(name),
  },
  {
    rule: 'name.hyphens',
    message: 'The name must not begin or end with a hyphen or contain two in a row.',
    breaks: (name) => /^-|--|-$/.test(name),
  },
  {
    rule: 'name.folder',
    message: 'The name differs from the name of the folder that contains the file; rename one of them.',
    breaks: (name, folder) => folder !== '' && name !== folder.normalize('NFKC'),
  },
]

export const DESCRIPTION_RULES: readonly TextRule[] = [
  {
    rule: 'description.too-long',
    message: 'The description has more than 1024 characters; shorten it.',
    breaks: (description) => lengthOf(description) > 1024,
  },
]

export const COMPATIBILITY_RULES: readonly TextRule[] = [
  {
    rule: 'compatibility.too-long',
    message: 'The compatibility note has more than 500 characters; shorten it.',
    breaks: (compatibility) => lengthOf(compatibility) > 500,
  },
]
