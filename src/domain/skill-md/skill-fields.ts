import { slugPart } from '../catalogue/slug.ts'
import { SPECIFIED_KEYS } from './frontmatter.ts'
import {
  COMPATIBILITY_RULES,
  DESCRIPTION_RULES,
  type Finding,
  finding,
  NAME_RULES,
  type Rule,
  type TextRule,
} from './skill-md-rules.ts'
import type { Mapping } from './yaml-mapping.ts'

/** What a skill says of itself in its frontmatter; null where it says nothing. */
export type SkillFields = {
  name: string | null
  description: string | null
  license: string | null
  compatibility: string | null
  metadata: Record<string, string>
  allowedTools: string | null
  category: string | null
  tags: string[]
  version: string | null
}

const MAX_TAGS = 20

/** Reads the fields that are known, holds each against its rules, and adds what is wrong to `findings`. */
export function readFields(mapping: Mapping, p: { folder: string; line: number; findings: Finding[] }): SkillFields {
  const { values, written } = mapping
  const lineOf = (key: string) => mapping.lines.get(key) ?? p.line
  const report = (rule: Rule, key: string, message: string) => p.findings.push(finding(rule, lineOf(key), message))
  const hold = (rules: readonly TextRule[], key: string, text: string | null) => {
    for (const { rule, message, breaks } of rules)
      if (text !== null && breaks(text, p.folder)) report(rule, key, message)
    return text
  }
  const text = (key: string, rule: Rule) => {
    const value = values[key] ?? null
    if (value !== null && typeof value !== 'string')
      report(rule, key, `\`${key}\` must be a text, and is ${kindOf(value)}.`)
    return textOf(written[key])
  }

  for (const key of mapping.lines.keys())
    if (!SPECIFIED_KEYS.some((known) => known === key))
      report(
        'frontmatter.unknown-key',
        key,
        `\`${key}\` is no key of the specification (${SPECIFIED_KEYS.join(', ')}).`,
      )
  const name = hold(NAME_RULES, 'name', text('name', 'name.type')?.normalize('NFKC').trim() || null)
  const description = hold(DESCRIPTION_RULES, 'description', text('description', 'description.type'))
  for (const [key, found] of Object.entries({ name, description }))
    if (found === null)
      report(`${key as 'name' | 'description'}.missing`, key, `There is no \`${key}\`, or it is blank.`)
  const metadata = readMetadata(mapping, report)
  return {
    name,
    description,
    license: text('license', 'license.type'),
    compatibility: hold(COMPATIBILITY_RULES, 'compatibility', text('compatibility', 'compatibility.type')),
    metadata,
    allowedTools: text('allowed-tools', 'allowed-tools.type'),
    category: textOf(written.category) ?? textOf(metadata.category),
    tags: readTags([written.tags, written.keywords, asRecord(written.metadata)?.tags]),
    version: textOf(written.version) ?? textOf(metadata.version),
  }
}

function readMetadata(
  { values, written }: Mapping,
  report: (rule: Rule, key: string, message: string) => void,
): Record<string, string> {
  const value = values.metadata ?? null
  const entries = asRecord(value)
  if (value !== null && entries === null)
    report('metadata.type', 'metadata', `\`metadata\` must be a mapping, and is ${kindOf(value)}.`)
  const other = Object.entries(entries ?? {}).filter(([, item]) => typeof item !== 'string')
  if (other.length > 0)
    report(
      'metadata.value-type',
      'metadata',
      `Values of \`metadata\` must be texts; not so: ${other.map(([key]) => key).join(', ')}.`,
    )
  const asText = (item: unknown) => (typeof item === 'string' ? item : item === null ? '' : JSON.stringify(item))
  return Object.fromEntries(Object.entries(asRecord(written.metadata) ?? {}).map(([key, item]) => [key, asText(item)]))
}

/** Tags as lower-case slugs, from lists and from texts with commas. */
function readTags(sources: readonly unknown[]): string[] {
  const words = sources.flatMap((source) =>
    typeof source === 'string' ? source.split(/[,;、，]/) : Array.isArray(source) ? source : [],
  )
  const slugs = words.filter((word) => typeof word === 'string').map((word) => slugPart(word))
  return [...new Set(slugs)].filter((slug) => slug !== '').slice(0, MAX_TAGS)
}

/** A value as text, null where it is blank: a list's items side by side, a mapping as JSON. */
function textOf(value: unknown): string | null {
  if (Array.isArray(value)) return textOf(value.map((item) => textOf(item) ?? '').join(' '))
  if (typeof value === 'object' && value !== null) return JSON.stringify(value)
  return typeof value === 'string' ? value.trim() || null : null
}

function asRecord(value: unknown): Record<string, unknown> | null {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Record<string, unknown>)
    : null
}

const kindOf = (value: unknown) =>
  Array.isArray(value) ? 'a list' : typeof value === 'object' ? 'a mapping' : `a ${typeof value}`
