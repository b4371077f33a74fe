/** Returns the word that `text` is most likely a misspelling of, or null if no word is close to it. */
export function nearest(text: string, words: readonly string[]): string | null {
  const asked = plain(text)
  let best: { word: string; distance: number } | null = null
  for (const word of words) {
    const known = plain(word)
    const most = Math.floor(known.length / 3)
    if (Math.abs(asked.length - known.length) > most) continue
    const distance = editDistance(asked, known)
    if (distance <= most && distance < (best?.distance ?? Infinity)) best = { word, distance }
  }
  return best?.word ?? null
}

/** `pageSize` and `page-size` are spellings of `page_size`. */
const plain = (text: string) => text.toLowerCase().replaceAll(/[\s_-]/g, '')

/** Levenshtein distance: how many characters to insert, delete or replace. */
function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, i) => i)
  for (const [i, letter] of [...a].entries()) {
    const next = [i + 1]
    for (let j = 1; j <= b.length; j++)
      next[j] = Math.min(at(next, j - 1) + 1, at(row, j) + 1, at(row, j - 1) + (letter === b[j - 1] ? 0 : 1))
    row = next
  }
  return at(row, b.length)
}

const at = (row: readonly number[], i: number) => row[i] ?? Infinity
