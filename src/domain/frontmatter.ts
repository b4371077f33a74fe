import { type Finding, finding } from './skill-md-rules.ts'
import { type Mapping, readMapping } from './yaml-mapping.ts'

/** What stands at the head of a file. `mapping` is null where there is nothing to read; `complete`: read as YAML, whole. */
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

/** Finds and reads the frontmatter of a text whose lines end in LF. Where the YAML is broken, its lines are read one by one. */
export function readFrontmatter(text: string): Frontmatter {
  const block = findBlock(text.split('\n'))
  if (!block) {
    const missing = finding('frontmatter.missing', 1, 'The file does not begin with frontmatter between `---` lines.')
    return { mapping: null, complete: false, body: text, line: 1, findings: [missing] }
  }
  const { yaml, line, closed } = block
  const findings: Finding[] = []
  if (line > 1) findings.push(finding('frontmatter.not-first', line, 'There are empty lines before the frontmatter.'))
  if (!closed) findings.push(finding('frontmatter.unclosed', line, 'The frontmatter has no closing `---` line.'))
  const read = readMapping(yaml, line + 1)
  if ('lines' in read)
    return { mapping: read, complete: closed, body: block.body, line, findings: [...findings, ...read.findings] }
  const rescued = rescueLines(yaml, line + 1)
  const mapping = rescued.lines.size > 0 ? rescued : null
  // Two horizontal rules look like frontmatter; what is between them is then part of the text.
  const body = mapping ? block.body : text
  return { mapping, complete: false, body, line, findings: [...findings, read, ...rescued.findings] }
}

/** The block that `---` opens on the first line that is not empty. One that is never closed ends where prose begins. */
function findBlock(lines: readonly string[]): Block | null {
  const open = lines.findIndex((line) => line.trim() !== '')
  if (open < 0 || !isFence(lines[open])) return null
  const fence = lines.findIndex((line, i) => i > open && isFence(line))
  const closed = fence > 0
  const prose = lines.findIndex((line, i) => i > open && /^\s*$|^#/.test(line))
  const end = closed ? fence : prose < 0 ? lines.length : prose
  return {
    yaml: lines.slice(open + 1, end).join('\n'),
    body: lines.slice(closed ? end + 1 : end).join('\n'),
    line: open + 1,
    closed,
  }
}

const isFence = (line: string | undefined) => line?.trimEnd() === '---'

/** Reads each key that is known with the lines up to the next key: as YAML, else the words as they stand. */
function rescueLines(yaml: string, firstLine: number): Mapping {
  const mapping: Mapping = { values: {}, written: {}, lines: new Map(), findings: [] }
  for (const { key, line, text } of splitByKey(yaml, firstLine)) {
    const read = readMapping(text, line)
    const [values, written] = 'lines' in read && key in read.values ? [read.values[key], read.written[key]] : []
    const words = written === undefined ? wordsOf(text) : null
    mapping.values[key] = words ?? values
    mapping.written[key] = words ?? written
    if (mapping.lines.has(key))
      mapping.findings.push(
        finding('frontmatter.duplicate-key', line, `\`${key}\` is written twice; the last one counts.`),
      )
    mapping.lines.set(key, line)
  }
  return mapping
}

function splitByKey(yaml: string, firstLine: number): { key: string; line: number; text: string }[] {
  const entries: { key: string; line: number; text: string }[] = []
  let inKnown = false
  for (const [i, text] of yaml.split('\n').entries()) {
    const [, key, space] = /^([A-Za-z][\w-]*)[ \t]*:(\s|$)?/.exec(text) ?? []
    const isKnown = key !== undefined && KNOWN_KEYS.has(key)
    const last = entries.at(-1)
    if (isKnown) entries.push({ key, line: firstLine + i, text })
    else if (last && inKnown && space === undefined) last.text += `\n${text}`
    inKnown = isKnown || (inKnown && space === undefined)
  }
  return entries
}

/** What follows the colon, on one line, without quotes around it or the sign of a block. */
function wordsOf(entry: string): string {
  const words = entry.slice(entry.indexOf(':') + 1).trim()
  return words
    .replace(/^[|>][+-]?\s/, '')
    .replace(/^["']|["']$/g, '')
    .replace(/\s+/g, ' ')
    .trim()
}
