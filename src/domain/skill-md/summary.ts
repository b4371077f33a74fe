import { cut, oneLine } from '../text/text.ts'

const MAX_LENGTH = 400
/** How far to look back for the end of a word. Text without spaces (Chinese, Japanese) is cut anywhere. */
const LONGEST_WORD = 60

/**
 * Puts a description on one line of at most 400 UTF-16 units. A longer one is cut after a word and ends in an ellipsis.
 */
export function summarise(description: string): string {
  const line = oneLine(description)
  if (line.length <= MAX_LENGTH) return line
  const kept = cut(line, MAX_LENGTH - 1)
  const end = kept.lastIndexOf(' ')
  const atWord = line[kept.length] === ' ' || end < kept.length - LONGEST_WORD
  return `${(atWord ? kept : kept.slice(0, end)).replace(/[\s,;:]+$/, '')}…`
}
