import { type CST, isMap, isNode, LineCounter, Parser, parseDocument, visit, type YAMLMap } from 'yaml'
import { storable } from '../text/text.ts'
import { type Finding, finding } from './skill-md-rules.ts'

/** A YAML mapping: its values as JSON, the same with every scalar as it is written (1.10 stays "1.10"), keys' lines. */
export type Mapping = {
  values: Record<string, unknown>
  written: Record<string, unknown>
  lines: Map<string, number>
  findings: Finding[]
}

// Stack and time of the YAML parser grow with the nesting (exponentially once its stack is full) and, for aliases and
// anchors, with the square of the length. The largest real frontmatter seen has 2,000 characters and 6 levels.
const MAX_LENGTH = 16_384
const MAX_DEPTH = 50
const MAX_ALIASES = 100

const OPTIONS = {
  uniqueKeys: false, // that check takes the square of the keys' number; noteKeys() finds them in one pass
  stringKeys: true, // a mapping as a key takes exponential time to become text
  resolveKnownTags: false, // no values that JSON has no form for, such as those of !!binary and !!timestamp
  prettyErrors: false,
  logLevel: 'silent',
} as const

/** By far the most common fault, in words that tell what to do. */
const HINTS = new Map([['BLOCK_AS_IMPLICIT_KEY', 'a value with a colon and a space in it must stand in quotes']])

/** Reads YAML whose first line is `firstLine` of the file. A Finding: why it is no mapping that can be used. */
export function readMapping(yaml: string, firstLine: number): Mapping | Finding {
  if (yaml.length > MAX_LENGTH)
    return finding('frontmatter.too-large', firstLine, `The frontmatter has more than ${MAX_LENGTH} characters.`)
  if (isTooDeep(yaml)) return finding('frontmatter.yaml', firstLine, `YAML is nested deeper than ${MAX_DEPTH} levels.`)
  const lineCounter = new LineCounter()
  const doc = parseDocument(yaml, { lineCounter, ...OPTIONS })
  const lineOf = (offset = 0) => firstLine - 1 + lineCounter.linePos(offset).line
  const [fault] = doc.errors
  if (fault)
    return finding(
      'frontmatter.yaml',
      lineOf(fault.pos[0]),
      `YAML cannot be read: ${HINTS.get(fault.code) ?? fault.message}`,
    )
  if (!isMap(doc.contents))
    return finding('frontmatter.not-a-mapping', firstLine, 'The frontmatter has no `key: value` lines.')

  const mapping: Mapping = { values: {}, written: {}, lines: new Map(), findings: [] }
  let aliasLine: number | undefined
  try {
    visit(doc, {
      Map: (_, map) => noteKeys(map, map === doc.contents, lineOf, mapping),
      Alias: (_, alias) => {
        aliasLine ??= lineOf(alias.range?.[0])
      },
    })
    mapping.values = toJson(doc.toJS({ maxAliasCount: MAX_ALIASES })) as Record<string, unknown>
    visit(doc, {
      Scalar(role, scalar) {
        if (role !== 'key' && scalar.value !== null && typeof scalar.value !== 'string') scalar.value = scalar.source
      },
    })
    mapping.written = toJson(doc.toJS({ maxAliasCount: MAX_ALIASES })) as Record<string, unknown>
    return mapping
  } catch (error) {
    return finding('frontmatter.yaml', aliasLine ?? firstLine, `YAML cannot be read: ${(error as Error).message}`)
  }
}

/** Finds keys that are written twice, and notes the lines of the outermost mapping's keys. */
function noteKeys(
  map: YAMLMap,
  outermost: boolean,
  lineOf: (offset?: number) => number,
  { lines, findings }: Mapping,
): void {
  const seen = new Set<string>()
  for (const { key } of map.items) {
    const name = storable(String(key))
    const line = lineOf(isNode(key) ? key.range?.[0] : undefined)
    if (outermost) lines.set(name, line)
    if (seen.has(name)) findings.push(repeatedKey(name, line))
    seen.add(name)
  }
}

export function repeatedKey(key: string, line: number): Finding {
  return finding('frontmatter.duplicate-key', line, `\`${key}\` is written twice; the last one counts.`)
}

/** Measured on the concrete syntax tree, which the parser builds without recursion. */
function isTooDeep(yaml: string): boolean {
  let level: CST.Token[] = [...new Parser().parse(yaml)]
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > MAX_DEPTH) return true
    level = level.flatMap(innerTokens)
  }
  return false
}

function innerTokens(token: CST.Token): CST.Token[] {
  if (token.type === 'document') return token.value ? [token.value] : []
  return 'items' in token ? token.items.flatMap(({ key, value }) => [key, value].filter((inner) => inner != null)) : []
}

/** A value as jsonb can keep it. Throws where an alias leads back into itself. */
function toJson(value: unknown, within: readonly unknown[] = []): unknown {
  if (typeof value === 'string') return storable(value)
  if (typeof value === 'number') return Number.isFinite(value) ? value : null
  if (typeof value !== 'object' || value === null) return value ?? null
  if (within.includes(value)) throw new Error('an alias leads back into itself')
  const path = [...within, value]
  if (Array.isArray(value)) return value.map((item) => toJson(item, path))
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [storable(key), toJson(item, path)]))
}
