import { cut, oneLine } from '../text/text.ts'
import { type Finding, finding } from './skill-md-rules.ts'
import { type Mapping, readMapping, repeatedKey } from './yaml-mapping.ts'

/** The head of a file. `mapping` is null if there is none to read. `complete` is true if all of it was read as YAML. */
export type Frontmatter = {
  mapping: Mapping | null
  complete: boolean
  body: string
  line: number
  findings: Finding[]
}

type Block = { yaml: string; body: string; line: number; closed: boolean }

export const SPECIFIED_KEYS = ['name', 'description', 'license', 'compatibility', 'metadata', 'allowed-tools'] as const
const KNOWN_KEYS: ReadonlySet<string> = new Set([...SPECIFIED_KEYS, 'category', 'tags', 'keywords', 'version'])
/** Other ways to write the key `license`. What such a key says must not be taken for silence. */
export const LICENSE_KEY = /^licen[cs]e$/i
const MAX_WORDS = 8192

/** Finds and reads the frontmatter of a text whose lines end in LF. Broken YAML is read line by line. */
export function readFrontmatter(text: string): Frontmatter {
  const tried = findBlocks(text.split('\n')).map((block) => ({
    ...block,
    read: readMapping(block.yaml, block.line + 1),
  }))
  const best = tried.find(({ read }) => 'lines' in read) ?? tried.at(-1)
  if (!best) return withoutFrontmatter(text)
  const { read, yaml, body, line, closed } = best
  const findings: Finding[] = []
  if (line > 1)
    findings.push(finding('frontmatter.not-first', line, 'There are empty lines before the frontmatter; remove them.'))
  if (!closed)
    findings.push(
      finding('frontmatter.unclosed', line, 'The frontmatter has no closing `---` line; add one below its last key.'),
    )
  if ('lines' in read) return { mapping: read, complete: closed, body, line, findings: [...findings, ...read.findings] }
  const rescued = rescueLines(yaml, line + 1)
  // A horizontal rule can look like frontmatter. What follows it is then part of the text.
  if (rescued.lines.size === 0)
    return closed ? { ...withoutFrontmatter(text), line, findings: [...findings, read] } : withoutFrontmatter(text)
  return { mapping: rescued, complete: false, body, line, findings: [...findings, read, ...rescued.findings] }
}

function withoutFrontmatter(text: string): Frontmatter {
  const missing = finding(
    'frontmatter.missing',
    1,
    'The file does not begin with frontmatter; put `name` and `description` between two `---` lines at its top.',
  )
  return { mapping: null, complete: false, body: text, line: 1, findings: [missing] }
}

/**
 * Returns the candidates for the block that `---` opens on the first non-empty line, likeliest first. The block ends at
 * the next `---`, or, as that may be a rule further down, at the first heading after an empty line. Without another
 * `---` it ends where prose begins.
 */
function findBlocks(lines: readonly string[]): Block[] {
  const open = lines.findIndex((line) => line.trim() !== '')
  if (!isFence(lines[open])) return []
  const after = lines.slice(open + 1)
  const fence = after.findIndex(isFence)
  const block = (end: number, next: number, closed: boolean): Block => {
    return { yaml: after.slice(0, end).join('\n'), body: after.slice(next).join('\n'), line: open + 1, closed }
  }
  if (fence >= 0) {
    const heading = after.findIndex((line, i) => i < fence && /^#+\s/.test(line) && after[i - 1]?.trim() === '')
    return [block(fence, fence + 1, true), ...(heading >= 0 ? [block(heading, heading, false)] : [])]
  }
  const prose = after.findIndex((line) => /^\s*$|^#/.test(line))
  return [prose >= 0 ? block(prose, prose, false) : block(after.length, after.length, false)]
}

const isFence = (line: string | undefined) => line?.trimEnd() === '---'

/** Reads each known key with the lines up to the next key: as YAML if possible, else as plain words. */
function rescueLines(yaml: string, firstLine: number): Mapping {
  const mapping: Mapping = { values: {}, written: {}, lines: new Map(), findings: [] }
  for (const [key, { line, text, isRepeated }] of splitByKey(yaml, firstLine)) {
    const read = readMapping(text, line)
    const isRead = 'lines' in read && key in read.values
    mapping.values[key] = isRead ? read.values[key] : wordsOf(text)
    mapping.written[key] = isRead ? read.written[key] : wordsOf(text)
    mapping.lines.set(key, line)
    if (isRepeated) mapping.findings.push(repeatedKey(key, line))
  }
  return mapping
}

type Entry = { line: number; text: string; isRepeated: boolean }

function splitByKey(yaml: string, firstLine: number): Map<string, Entry> {
  const entries = new Map<string, Entry>()
  let current: Entry | undefined
  for (const [i, text] of yaml.split('\n').entries()) {
    const [, key, next] = /^([A-Za-z][\w-]*)[ \t]*:(.?)/.exec(text) ?? []
    if (key !== undefined && KNOWN_KEYS.has(key)) {
      current = { line: firstLine + i, text, isRepeated: entries.has(key) }
      entries.set(key, current)
    } else if (next === '' || next === ' ' || next === '\t') current = undefined
    else if (current) current.text += `\n${text}`
  }
  return entries
}

/** Returns what follows the colon, on one line, without surrounding quotes or a block sign. */
function wordsOf(entry: string): string {
  const words = entry.slice(entry.indexOf(':') + 1).trim()
  return cut(oneLine(words.replace(/^[|>][+-]?\s/, '').replace(/^["']|["']$/g, '')), MAX_WORDS)
}
