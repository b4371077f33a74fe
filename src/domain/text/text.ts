/** Makes a text storable in PostgreSQL as text and jsonb: removes NUL and replaces lone surrogates with U+FFFD. */
export function storable(text: string): string {
  return text.replaceAll('\0', '').toWellFormed()
}

/** True for a text that this leaves as it is. */
export const isStorable = (text: string): boolean => text.isWellFormed() && !text.includes('\0')

/** Returns the first `max` UTF-16 units of a text, or one fewer if that would split a surrogate pair. */
export function cut(text: string, max: number): string {
  return text.slice(0, max).replace(/[\uD800-\uDBFF]$/, '')
}

/** Puts a text on one line: turns each run of white space and control characters into one space, and trims the ends. */
export function oneLine(text: string): string {
  return storable(text)
    .replace(/[\s\p{Cc}]+/gu, ' ')
    .trim()
}
