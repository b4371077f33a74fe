import { cut, oneLine } from '../text/text.ts'

const MAX_LENGTH = 1024
/** A description does not come after this. */
const MAX_SEARCHED = { characters: 16_384, lines: 1000 }
/** A paragraph further down describes a detail, so only the title and the next two headings are searched. */
const MAX_HEADINGS = 3
/** Lines that do not begin a paragraph: heading, list, table, quote, HTML, image, indented code. */
const NO_PROSE = /^(#|\s*[-*+]\s|\s*\d+[.)]\s|\s*[|>]|<|!\[|\[!\[| {4}|\t)/
const LEADS_IN = /[:：]\**\s*$/
const FENCE = /^\s{0,3}(```|~~~)/

/**
 * Returns, on one line, the first paragraph of a Markdown text, else its first heading, else its first line with words.
 * Returns null if there are no words.
 */
export function firstParagraph(markdown: string): string | null {
  let prose: string[] = []
  const headings: string[] = []
  let fence: string | null = null
  const lines = markdown.slice(0, MAX_SEARCHED.characters).split('\n', MAX_SEARCHED.lines)
  for (const line of lines) {
    const marker = FENCE.exec(line)?.[1] ?? null
    if (fence === null && marker === null && hasWords(line) && !NO_PROSE.test(line)) {
      prose.push(line)
      continue
    }
    if (prose.length > 0 && !LEADS_IN.test(prose.at(-1) ?? '')) break
    prose = []
    if (fence === null && line.startsWith('#') && hasWords(line)) headings.push(line.replace(/^#+/, ''))
    if (headings.length > MAX_HEADINGS) break
    if (marker !== null) fence = fence === null ? marker : fence === marker ? null : fence
  }
  const words = prose.join(' ') || headings[0] || lines.find(hasWords)
  return words === undefined ? null : plain(words)
}

const hasWords = (line: string) => /[\p{L}\p{N}]/u.test(line)

/** Removes links, emphasis and code marks. Cuts the text first, because finding them takes quadratic time. */
function plain(words: string): string {
  const line = cut(oneLine(words), 2 * MAX_LENGTH)
  const text = line.replace(/!?\[([^\][]*)\]\([^()]*\)/g, '$1').replace(/\*\*|__|`/g, '')
  return cut(oneLine(text) || line, MAX_LENGTH).trim()
}
