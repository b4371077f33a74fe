/** Compares texts by their UTF-8 bytes. JavaScript's own order differs for characters beyond U+FFFF. */
export function compareBytes(a: string, b: string): number {
  const length = Math.min(a.length, b.length)
  for (let i = 0; i < length; i++) {
    const difference = rankOf(a.charCodeAt(i)) - rankOf(b.charCodeAt(i))
    if (difference !== 0) return difference
  }
  return a.length - b.length
}

/** Surrogates stand for characters that come after all others. */
const rankOf = (unit: number) => (unit >= 0xd800 && unit <= 0xdfff ? unit + 0x1_0000 : unit)

/** The entries, sorted by the bytes of their paths. */
export const byPath = <T extends { path: string }>(entries: readonly T[]): T[] =>
  entries.toSorted((a, b) => compareBytes(a.path, b.path))
