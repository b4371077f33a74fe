import { type Finding, finding } from './skill-md-rules.ts'

/** What may be the frontmatter: its YAML, the text after it, and the line of the `---` that opens it. */
export type Block = { yaml: string; body: string; line: number; closed: boolean; findings: Finding[] }

type Fence = { start: number; end: number; isExact: boolean }

/** A `---` that a client would accept, although it must be alone on its line. `---yaml` may only open a block. */
const OPENING = /---(?:ya?ml)?([^\S\n]*)(?:\n|$)/iy
const CLOSING = /---([^\S\n]*)(?:\n|$)/y
const HEADING = /(?:^|\n)[^\S\n]*\n(?=#+[^\S\n])/
const PROSE = /(?:^|\n)(?=[^\S\n]*(?:\n|$)|#)/

/**
 * Returns the candidates for the block that `---` opens on the first non-empty line, likeliest first. The block ends at
 * the next `---`, or, as that may be a rule further down, at the first heading after an empty line. Without another
 * `---` it ends where prose begins. The lines of `text` end in LF.
 */
export function findBlocks(text: string): Block[] {
  const opening = fenceAt(OPENING, text, text.lastIndexOf('\n', text.search(/\S/)) + 1)
  if (!opening) return []
  const [start, line] = [opening.end, lineOf(text, opening.start)]
  const until = (end: number): Block => ({
    yaml: text.slice(start, Math.max(start, end - 1)),
    body: text.slice(end),
    line,
    closed: false,
    findings: opening.isExact ? [] : [inexact(line)],
  })
  const closing = nextFence(text, start)
  if (!closing) {
    const prose = endOf(PROSE, text.slice(start))
    return [prose >= 0 ? until(start + prose) : { ...until(text.length + 1), body: '' }]
  }
  const block = { ...until(closing.start), body: text.slice(closing.end), closed: true }
  if (!closing.isExact) block.findings.push(inexact(lineOf(text, closing.start)))
  const heading = endOf(HEADING, text.slice(start, closing.start))
  return heading >= 0 ? [block, until(start + heading)] : [block]
}

/** Returns the fence that begins at an offset, if there is one. */
function fenceAt(pattern: RegExp, text: string, start: number): Fence | null {
  pattern.lastIndex = start
  const [all, space] = pattern.exec(text) ?? []
  if (all === undefined || space === undefined) return null
  return { start, end: start + all.length, isExact: /^---[ \t]*$/.test(all.trimEnd() + space) }
}

/** Looks only at lines that begin with `---`, so that a text of many lines is searched in one pass. */
function nextFence(text: string, from: number): Fence | null {
  for (let at = text.indexOf('\n---', from - 1); at >= 0; at = text.indexOf('\n---', at + 1)) {
    const fence = fenceAt(CLOSING, text, at + 1)
    if (fence) return fence
  }
  return null
}

/** The offset at which the first match of a pattern ends, or -1. */
function endOf(pattern: RegExp, text: string): number {
  const found = pattern.exec(text)
  return found ? found.index + found[0].length : -1
}

function lineOf(text: string, offset: number): number {
  let line = 1
  for (let at = text.indexOf('\n'); at >= 0 && at < offset; at = text.indexOf('\n', at + 1)) line++
  return line
}

const inexact = (line: number) =>
  finding('frontmatter.fence', line, 'The line that opens or closes the frontmatter must be `---` and nothing else.')
