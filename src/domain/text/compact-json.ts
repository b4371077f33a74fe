/**
 * JSON text without the white space between its tokens; every token stays as it was written. PostgreSQL puts spaces
 * around the colons of json_build_object, and parsing and writing anew would round numbers and move integer-like keys.
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

/** The place behind the string that begins at `opening`: behind the first quote that no backslash escapes. */
function endOfString(text: string, opening: number): number {
  for (let quote = text.indexOf('"', opening + 1); quote > 0; quote = text.indexOf('"', quote + 1)) {
    let first = quote
    while (text[first - 1] === '\\') first--
    if ((quote - first) % 2 === 0) return quote + 1
  }
  return text.length
}
