import { type CST, isMap, isNode, LineCounter, Parser, parseDocument, visit, type YAMLMap } from 'yaml'
import { storable } from '../text/text.ts'
import { type Finding, finding } from './skill-md-rules.ts'

/**
 * A YAML mapping. `values` holds its values as JSON; `written` holds the same with every scalar as it was written, so
 * that 1.10 stays "1.10". `lines` holds the line of each key.
 */
export type Mapping = {
  values: Record<string, unknown>
  written: Record<string, unknown>
  lines: Map<string, number>
  findings: Finding[]
}

// The YAML parser takes stack and time that grow exponentially with nesting, and quadratically with the number of
// aliases and anchors. The largest real frontmatter seen has 2,000 characters and 6 levels.
const MAX_LENGTH = 16_384
const MAX_DEPTH = 50
const MAX_ALIASES = 100

const OPTIONS = {
  uniqueKeys: false, // the check is quadratic; noteKeys() finds repeated keys in one pass
  stringKeys: true, // converting a mapping that is used as a key takes exponential time
  resolveKnownTags: false, // !!binary, !!timestamp and the like have no form in JSON
  prettyErrors: false,
  logLevel: 'silent',
} as const

/** A clearer message for by far the most common fault. */
const HINTS = new Map([['BLOCK_AS_IMPLICIT_KEY', 'a value with a colon followed by a space must be in quotes']])

/** Reads YAML whose first line is line `firstLine` of the file. Returns a Finding if it is not a usable mapping. */
export function readMapping(yaml: string, firstLine: number): Mapping | Finding {
  if (yaml.length > MAX_LENGTH)
    return finding(
      'frontmatter.too-large',
      firstLine,
      `The frontmatter has more than ${MAX_LENGTH} characters; shorten it.`,
    )
  if (isTooDeep(yaml))
    return finding('frontmatter.yaml', firstLine, `The YAML is nested deeper than ${MAX_DEPTH} levels; flatten it.`)
  const lineCounter = new LineCounter()
  const doc = parseDocument(yaml, { lineCounter, ...OPTIONS })
  const lineOf = (offset = 0) => firstLine - 1 + lineCounter.linePos(offset).line
  const [fault] = doc.errors
  if (fault)
    return finding(
      'frontmatter.yaml',
      lineOf(fault.pos[0]),
      `The YAML cannot be read: ${HINTS.get(fault.code) ?? fault.message}`,
    )
  if (!isMap(doc.contents))
    return finding(
      'frontmatter.not-a-mapping',
      firstLine,
      'The frontmatter is not a mapping; write it as `key: value` lines.',
    )

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
    return finding('frontmatter.yaml', aliasLine ?? firstLine, `The YAML cannot be read: ${(error as Error).message}`)
  }
}

/** Reports keys that appear twice, and records the lines of the keys of the outermost mapping. */
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
  return finding(
    'frontmatter.duplicate-key',
    line,
    `\`${key}\` appears more than once, and only the last one counts; remove the others.`,
  )
}

/** Measures the concrete syntax tree, which the parser builds without recursion. */
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

/** Converts a value to what jsonb can store. Throws if an alias refers to itself. */
function toJson(value: unknown, within: readonly unknown[] = []): unknown {
  if (typeof value === 'string') return storable(value)
  if (typeof value === 'number') return Number.isFinite(value) ? value : null
  if (typeof value !== 'object' || value === null) return value ?? null
  if (within.includes(value)) throw new Error('an alias refers to itself')
  const path = [...within, value]
  if (Array.isArray(value)) return value.map((item) => toJson(item, path))
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [storable(key), toJson(item, path)]))
}
