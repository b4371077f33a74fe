import { cut, oneLine } from './text.ts'

const MAX_LENGTH = 1024
/** Lines that begin something else than a paragraph: heading, list, table, quote, rule, HTML, image, indented code. */
const NO_PROSE = /^(#|[-*+]\s|\d+[.)]\s|\||>|([-*_=]\s?){3,}$|<|!\[|\[!\[| {4}|\t)/
const FENCE = /^\s{0,3}(```|~~~)/

/** The first paragraph of a Markdown text, else its first heading, else its first words, on one line. Null: no words. */
export function firstParagraph(markdown: string): string | null {
  const prose: string[] = []
  let heading: string | null = null
  let fence: string | null = null
  for (const line of markdown.split('\n')) {
    const marker = FENCE.exec(line)?.[1] ?? null
    const isText = fence === null && marker === null && hasWords(line) && !NO_PROSE.test(line)
    if (isText) prose.push(line)
    else if (prose.length > 0) break
    else if (fence === null && line.startsWith('#') && hasWords(line)) heading ??= line.replace(/^#+/, '')
    if (marker !== null) fence = fence === null ? marker : fence === marker ? null : fence
  }
  const words = prose.join(' ') || heading || markdown.split('\n').find(hasWords)
  return words === undefined ? null : plain(words)
}

const hasWords = (line: string) => /[\p{L}\p{N}]/u.test(line)

/** Without links, emphasis and code marks. Cut first: finding them takes time with the square of the length. */
function plain(words: string): string {
  const line = cut(oneLine(words), 2 * MAX_LENGTH)
  const text = line.replace(/!?\[([^\][]*)\]\([^()]*\)/g, '$1').replace(/\*\*|__|`/g, '')
  return cut(oneLine(text) || line, MAX_LENGTH).trim()
}
