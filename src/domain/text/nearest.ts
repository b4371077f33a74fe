/** Returns the word that `text` is most likely a misspelling of, or null if no word is close to it. */
export const nearest = (text: string, words: readonly string[]): string | null => nearestOf(text, words, 1)[0] ?? null

/** Returns up to `most` words that `text` may be a misspelling of, the most likely first. */
export function nearestOf(text: string, words: readonly string[], most: number): string[] {
  const asked = plain(text)
  const near = words.flatMap((word) => {
    const known = plain(word)
    const limit = Math.floor(known.length / 3)
    if (Math.abs(asked.length - known.length) > limit) return []
    const distance = editDistance(asked, known)
    return distance <= limit ? [{ word, distance }] : []
  })
  return near
    .sort((a, b) => a.distance - b.distance)
    .slice(0, most)
    .map(({ word }) => word)
}

/** `pageSize` and `page-size` are spellings of `page_size`. */
const plain = (text: string) => text.toLowerCase().replaceAll(/[\s_-]/g, '')

/** How many characters to insert, delete or replace, or neighbours to exchange (optimal string alignment). */
export function editDistance(a: string, b: string): number {
  const letters = [...a]
  let before: number[] = []
  let row = Array.from({ length: b.length + 1 }, (_, i) => i)
  for (const [i, letter] of letters.entries()) {
    const next = [i + 1]
    for (let j = 1; j <= b.length; j++) {
      const edited = Math.min(at(next, j - 1) + 1, at(row, j) + 1, at(row, j - 1) + (letter === b[j - 1] ? 0 : 1))
      const isExchanged = letter === b[j - 2] && letters[i - 1] === b[j - 1]
      next[j] = isExchanged ? Math.min(edited, at(before, j - 2) + 1) : edited
    }
    before = row
    row = next
  }
  return at(row, b.length)
}

const at = (row: readonly number[], i: number) => row[i] ?? Infinity
