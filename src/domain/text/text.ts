/** A string that PostgreSQL can keep as text and as jsonb: no NUL, and U+FFFD for every lone surrogate. */
export function storable(text: string): string {
  return text.replaceAll('\0', '').toWellFormed()
}

/** The first `max` UTF-16 units of a text, or one less where that would split a surrogate pair. */
export function cut(text: string, max: number): string {
  return text.slice(0, max).replace(/[\uD800-\uDBFF]$/, '')
}

/** A text on one line: white space and control characters become single spaces, none at the ends. */
export function oneLine(text: string): string {
  return storable(text)
    .replace(/[\s\p{Cc}]+/gu, ' ')
    .trim()
}
