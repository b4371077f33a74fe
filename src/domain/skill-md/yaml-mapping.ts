import { Composer, type CST, Document, type ErrorCode, isMap, Lexer, LineCounter, Parser, YAMLParseError } from 'yaml'
import { type ReadingBudget, TooMuch } from './reading-budget.ts'
import { type Finding, finding, repeatedKey } from './skill-md-rules.ts'
import { readValue, Unreadable } from './yaml-values.ts'

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

// The YAML parser takes stack and time that grow faster than the text with each level. The deepest real frontmatter
// seen has 6 levels.
const MAX_DEPTH = 50

const OPTIONS = {
  uniqueKeys: false, // the check is quadratic; readValue() finds repeated keys in one pass
  stringKeys: true, // converting a mapping that is used as a key takes exponential time
  resolveKnownTags: false, // !!binary, !!timestamp and the like have no form in JSON
  prettyErrors: false,
  logLevel: 'silent',
} as const

/** A clearer message for by far the most common fault. */
const HINTS = new Map([['BLOCK_AS_IMPLICIT_KEY', 'a value with a colon followed by a space must be in quotes']])

/**
 * Reads YAML whose first line is line `firstLine` of the file, with a share of the file's budget. Returns a Finding if it
 * is not a usable mapping.
 */
export function readMapping(yaml: string, firstLine: number, budget: ReadingBudget): Mapping | Finding {
  try {
    return budget.share((part) => readWithin(yaml, firstLine, part))
  } catch (error) {
    if (!(error instanceof TooMuch)) throw error
    return finding('frontmatter.too-large', firstLine, `The frontmatter is too large: ${error.message}; shorten it.`)
  }
}

function readWithin(yaml: string, firstLine: number, budget: ReadingBudget): Mapping | Finding {
  const lines = new LineCounter()
  const lineOf = (offset = 0) => firstLine - 1 + lines.linePos(offset).line
  const cannotBeRead = (offset: number | undefined, why: string) =>
    finding('frontmatter.yaml', lineOf(offset), `The YAML cannot be read: ${why}`)

  const tokens = readTokens(yaml, lines, budget)
  if (isTooDeep(tokens))
    return finding('frontmatter.yaml', firstLine, `The YAML is nested deeper than ${MAX_DEPTH} levels; flatten it.`)
  const doc = compose(tokens, yaml.length)
  if (doc instanceof YAMLParseError) return cannotBeRead(doc.pos[0], HINTS.get(doc.code) ?? doc.message)
  if (!isMap(doc.contents))
    return finding(
      'frontmatter.not-a-mapping',
      firstLine,
      'The frontmatter is not a mapping; write it as `key: value` lines.',
    )
  const mapping: Mapping = { values: {}, written: {}, lines: new Map(), findings: [] }
  try {
    const read = readValue(doc.contents, budget, {
      onKey(key, offset, p) {
        if (p.isOutermost) mapping.lines.set(key, lineOf(offset))
        if (p.isRepeated) mapping.findings.push(repeatedKey(key, lineOf(offset)))
      },
    })
    return { ...mapping, ...(read as Pick<Mapping, 'values' | 'written'>) }
  } catch (error) {
    if (error instanceof Unreadable) return cannotBeRead(error.offset, error.message)
    throw error
  }
}

/** Builds the concrete syntax tree of the first document, which takes no recursion. Throws TooMuch. */
function readTokens(yaml: string, lines: LineCounter, budget: ReadingBudget): CST.Token[] {
  budget.spend({ characters: yaml.length })
  const lexemes: string[] = []
  for (const lexeme of new Lexer().lex(yaml)) {
    budget.spend({ steps: 1 })
    lexemes.push(lexeme)
  }
  const parser = new Parser(lines.addNewLine)
  lines.addNewLine(0)
  const tokens: CST.Token[] = []
  for (const lexeme of lexemes) {
    for (const token of parser.next(lexeme)) tokens.push(token)
    if (ENDS.has(tokens.at(-1)?.type)) break
  }
  return [...tokens, ...parser.end()]
}

/** Composes the first document, or returns its first fault. Thousands of faults would cost more than the text. */
function compose(tokens: CST.Token[], length: number): Document | YAMLParseError {
  const composer = new Composer(OPTIONS)
  let fault: YAMLParseError | undefined
  const stopAt = (at: At, code: ErrorCode, message: string, isWarning = false) => {
    if (isWarning) return
    fault ??= new YAMLParseError(positionOf(at), code, message)
    throw fault
  }
  // Composer has no option for it.
  Object.assign(composer, { onError: stopAt })
  try {
    const [doc = new Document()] = composer.compose(tokens, true, length)
    const [error] = doc.errors
    return error instanceof YAMLParseError ? error : doc
  } catch (error) {
    if (fault) return fault
    throw error
  }
}

type At = number | [number, number] | { offset: number }

function positionOf(at: At): [number, number] {
  if (Array.isArray(at)) return at
  const start = typeof at === 'number' ? at : at.offset
  return [start, start + 1]
}

/** What follows an error or the end of the first document is not read. */
const ENDS: ReadonlySet<string | undefined> = new Set(['error', 'doc-end'])

function isTooDeep(tokens: CST.Token[]): boolean {
  let level = tokens
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
