/** What must stand next, and within how many characters: on the same line, unless `over` says otherwise. */
type Next = readonly [within: number, pattern: string, over?: 'line' | 'lines' | 'sentence']

const BETWEEN = { lines: '[\\s\\S]', sentence: '[^\\n.]', line: '[^\\n]' } as const

/**
 * Parts of a pattern that stand in this order, each within a distance of the one before. The nearest of each is taken and not given
 * up again (a group that looks ahead, and what it found), so the distances add up in the work that a mismatch costs, and do not multiply.
 */
export function inOrder(first: string, ...rest: readonly Next[]): string {
  return rest.reduce(
    (pattern, [within, next, over = 'line'], i) =>
      `${pattern}(?=(?<then${i}>${BETWEEN[over]}{0,${within}}?(?:${next})))\\k<then${i}>`,
    `(?:${first})`,
  )
}
