import { slugPart } from '../catalogue/slug.ts'
import { cut } from '../text/text.ts'
import { LICENSE_KEY, SPECIFIED_KEYS } from './keys.ts'
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

/** What the frontmatter says about a skill. A field that is not given is null. */
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
/** Bounds what is normalised, which takes quadratic time for some texts. */
const MAX_WORDS = 60
const MAX_NAME = 400

/** Reads the known fields, checks each against its rules, and adds what is wrong to `findings`. */
export function readFields(mapping: Mapping, p: { folder: string; line: number; findings: Finding[] }): SkillFields {
  const { values, written } = mapping
  const lineOf = (key: string) => mapping.lines.get(key) ?? p.line
  const report = (rule: Rule, key: string, message: string) => p.findings.push(finding(rule, lineOf(key), message))
  const check = (rules: readonly TextRule[], key: string, text: string | null) => {
    for (const { rule, message, breaks } of rules)
      if (text !== null && breaks(text, p.folder)) report(rule, key, message)
    return text
  }
  const text = (key: string, rule: Rule) => {
    const value = values[key] ?? null
    if (value !== null && typeof value !== 'string')
      report(rule, key, `\`${key}\` must be a string, but is ${kindOf(value)}; write it as one string in quotes.`)
    return textOf(written[key])
  }

  for (const key of mapping.lines.keys())
    if (!SPECIFIED_KEYS.some((known) => known === key))
      report(
        'frontmatter.unknown-key',
        key,
        `\`${key}\` is not a key of the specification (${SPECIFIED_KEYS.join(', ')}); move it under \`metadata\`.`,
      )
  const name = check(
    NAME_RULES,
    'name',
    cut(text('name', 'name.type') ?? '', MAX_NAME)
      .normalize('NFKC')
      .trim() || null,
  )
  const description = check(DESCRIPTION_RULES, 'description', text('description', 'description.type'))
  for (const [key, found] of Object.entries({ name, description }))
    if (found === null)
      report(
        `${key as 'name' | 'description'}.missing`,
        key,
        `\`${key}\` is missing or blank; add it to the frontmatter.`,
      )
  const metadata = readMetadata(mapping, report)
  return {
    name,
    description,
    license: text('license', 'license.type') ?? licenseElsewhere(written),
    compatibility: check(COMPATIBILITY_RULES, 'compatibility', text('compatibility', 'compatibility.type')),
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
    report(
      'metadata.type',
      'metadata',
      `\`metadata\` must be a mapping, but is ${kindOf(value)}; write it as \`key: value\` lines.`,
    )
  const other = Object.entries(entries ?? {}).filter(([, item]) => typeof item !== 'string')
  if (other.length > 0)
    report(
      'metadata.value-type',
      'metadata',
      `Values in \`metadata\` must be strings; write these as strings in quotes: ${other.map(([key]) => key).join(', ')}.`,
    )
  const asText = (item: unknown) => (typeof item === 'string' ? item : item === null ? '' : JSON.stringify(item))
  return Object.fromEntries(Object.entries(asRecord(written.metadata) ?? {}).map(([key, item]) => [key, asText(item)]))
}

/** A file that writes `License:` or keeps its licence under `metadata` has named one, and is not silent. */
function licenseElsewhere(written: Mapping['written']): string | null {
  const named = [written, asRecord(written.metadata) ?? {}].flatMap((fields) =>
    Object.keys(fields).flatMap((key) => (LICENSE_KEY.test(key) ? (textOf(fields[key]) ?? []) : [])),
  )
  return named[0] ?? null
}

/** Reads tags from lists and from comma-separated texts, as lower-case slugs. */
function readTags(sources: readonly unknown[]): string[] {
  const words = sources.flatMap((source) =>
    typeof source === 'string' ? source.split(/[,;、，]/) : Array.isArray(source) ? source : [],
  )
  const named = words.filter((word) => typeof word === 'string').slice(0, MAX_WORDS)
  const slugs = named.map((word) => slugPart(word))
  return [...new Set(slugs)].filter((slug) => slug !== '').slice(0, MAX_TAGS)
}

/** Returns a value as text: the items of a list joined by spaces, a mapping as JSON. Returns null if it is blank. */
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
