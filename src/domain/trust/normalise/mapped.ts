/** A text that was made from another, and the way back: `at(i)` is the offset in the original of what is at `i` here. */
export type Mapped = { text: string; at: (index: number) => number }

/** Replaces what is from `start` up to `end`. */
export type Edit = { start: number; end: number; text: string }

export const original = (text: string): Mapped => ({ text, at: (index) => index })

/** Applies edits, which are sorted and do not overlap. What replaces a part comes from where that part began. */
export function edited(from: Mapped, edits: readonly Edit[]): Mapped {
  if (edits.length === 0) return from
  const parts: string[] = []
  // For each edit: where its text begins and ends here, and where what follows begins in `from`.
  const begins: number[] = []
  const ends: number[] = []
  const follows: number[] = []
  const starts: number[] = []
  let length = 0
  let last = 0
  for (const { start, end, text } of edits) {
    parts.push(from.text.slice(last, start), text)
    length += start - last
    begins.push(length)
    starts.push(start)
    length += text.length
    ends.push(length)
    follows.push(end)
    last = end
  }
  parts.push(from.text.slice(last))
  const before = (index: number): number => {
    const i = lastAtMost(begins, index)
    if (i < 0) return index
    const end = ends[i] ?? 0
    return index < end ? (starts[i] ?? 0) : (follows[i] ?? 0) + index - end
  }
  return { text: parts.join(''), at: (index) => from.at(before(index)) }
}

/** Replaces each match of a global pattern by what `by` makes of it; null leaves it alone. */
export function replaced(from: Mapped, pattern: RegExp, by: (match: RegExpExecArray) => string | null): Mapped {
  const edits: Edit[] = []
  for (const match of from.text.matchAll(pattern)) {
    const text = by(match)
    if (text !== null && text !== match[0]) edits.push({ start: match.index, end: match.index + match[0].length, text })
  }
  return edited(from, edits)
}

/** The last position in a sorted list whose number is at most `limit`, or -1. */
export function lastAtMost(sorted: readonly number[], limit: number): number {
  let low = 0
  let high = sorted.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((sorted[middle] ?? Infinity) <= limit) low = middle + 1
    else high = middle
  }
  return low - 1
}
