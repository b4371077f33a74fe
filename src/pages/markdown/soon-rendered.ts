/** The most that is shown of a text, in UTF-16 units. */
const MAX_LENGTH = 64 * 1024
/** What a parser takes for markup, in a whole text and in one block. The longest honest texts have 5,500 and 300. */
const MAX_MARKS = 8_000
const MAX_MARKS_OF_BLOCK = 1_500
/** A line that begins or ends something is as much work as two marks. */
const OF_LINE = 2
/** Quotes and lists within each other, in one line. */
const MAX_DEPTH = 20

const MARKS = /www\.|[!#&*+:<=>@[\\\]_`|~-]/gi
const CONTAINERS = /^(?:[ \t]*(?:>|(?:[-+*]|\d{1,9}[.)])(?=[ \t])))*/
const CONTAINER = />|[-+*]|\d[.)]/g
/** The second row of a table, which says how many cells each further row is filled up to. */
const DELIMITER_ROW = /^[ \t>|:+*\d.)-]*\|[ \t|:-]*$/

/**
 * Returns as much of a text as is rendered in a fraction of a second, whatever it is made of: parsers take time by the
 * square of what is in a block, and call themselves for each container. Counted, because a Worker's clock stands still.
 */
export function soonRendered(text: string): string {
  const shown = text.slice(0, MAX_LENGTH)
  let [end, marks, ofBlock, cells] = [0, 0, 0, 0]
  for (const line of shown.split(/(?<=\n|\r(?!\n))/)) {
    if (line.trim() === '') [ofBlock, cells] = [0, 0]
    const { depth, indent } = containersOf(line)
    if (depth > MAX_DEPTH) break
    const found = [...line.matchAll(MARKS)]
    if (DELIMITER_ROW.test(line)) cells = countOf(line, /\|/g)
    const weight = Math.max(found.length, cells) + indent + (found.length > 0 ? OF_LINE : 0)
    const left = Math.min(MAX_MARKS - marks, MAX_MARKS_OF_BLOCK - ofBlock)
    if (weight > left) return shown.slice(0, end + (found[left]?.index ?? 0))
    marks += weight
    ofBlock += weight
    end += line.length
  }
  return shown.slice(0, end)
}

const countOf = (line: string, what: RegExp): number => line.match(what)?.length ?? 0

/** How many quotes and lists a line opens, and how deep a list is indented: each level repeats those before it. */
function containersOf(line: string): { depth: number; indent: number } {
  const opened = CONTAINERS.exec(line)?.[0] ?? ''
  const depth = countOf(opened, CONTAINER)
  return { depth, indent: depth === 0 ? 0 : opened.length - opened.trimStart().length }
}
