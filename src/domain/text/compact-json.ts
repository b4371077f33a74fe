/**
 * Removes the white space between the tokens of a JSON text. Tokens stay as written: parsing and serialising again
 * would round large numbers and reorder integer-like keys. PostgreSQL's json_build_object puts spaces around colons.
 */
export function compactJson(text: string): string {
  let compact = ''
  for (let at = 0; at < text.length; ) {
    const opening = text.indexOf('"', at)
    if (opening < 0) return compact + text.slice(at).replaceAll(WHITE_SPACE, '')
    const end = endOfString(text, opening)
    compact += text.slice(at, opening).replaceAll(WHITE_SPACE, '') + text.slice(opening, end)
    at = end
  }
  return compact
}

const WHITE_SPACE = /[ \t\r\n]+/g

/** Returns the index just after the string that opens at `opening`, that is after the first unescaped quote. */
function endOfString(text: string, opening: number): number {
  for (let quote = text.indexOf('"', opening + 1); quote > 0; quote = text.indexOf('"', quote + 1)) {
    let first = quote
    while (text[first - 1] === '\\') first--
    if ((quote - first) % 2 === 0) return quote + 1
  }
  return text.length
}
