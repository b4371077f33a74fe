/**
 * The quantifiers of a regular expression that have no upper bound. Without any, a match that fails has looked at no more than a fixed
 * number of characters from each place where it began: the work grows with the text as a straight line.
 */
export const unboundedIn = (source: string): string[] =>
  quantifiersIn(source).flatMap(({ text, most }) => (most === Number.POSITIVE_INFINITY ? [text] : []))

/** About how many characters the longest match of a regular expression has: how far a single try may look. */
export function longestOf(source: string): number {
  const groups = [0]
  const lengths: number[] = []
  let last = 0
  for (const token of tokensOf(source)) {
    const top = groups.length - 1
    const add = (n: number) => {
      groups[top] = (groups[top] ?? 0) + n
      last = n
    }
    if (/^\((?!\?<?[=!])/.test(token) || /^\(\?<?[=!]/.test(token)) groups.push(0)
    else if (token === ')') {
      const inner = groups.pop() ?? 0
      groups[top - 1] = (groups[top - 1] ?? 0) + inner
      last = inner
    } else if (isQuantifier(token)) add(last * (mostOf(token) - 1))
    else if (token !== '|' && token !== '^' && token !== '$' && !/^\\[bB]$/.test(token)) add(1)
    lengths.push(groups[0] ?? 0)
  }
  return Math.max(0, ...lengths)
}

const quantifiersIn = (source: string) =>
  tokensOf(source)
    .filter(isQuantifier)
    .map((text) => ({ text, most: mostOf(text) }))

const TOKEN =
  /\\k<\w+>|\\u\{[\da-f]+\}|\\[pP]\{[^}]*\}|\\u[\da-f]{4}|\\x[\da-f]{2}|\\.|\[(?:\\.|[^\]\\])*\]|\(\?(?:<?[=!]|:|<\w+>)|\{\d+(?:,\d*)?\}\??|[*+?]\??|./gisu
const tokensOf = (source: string): string[] => source.match(TOKEN) ?? []
const isQuantifier = (token: string): boolean => /^(?:[*+?]\??|\{\d+(?:,\d*)?\}\??)$/.test(token)

function mostOf(quantifier: string): number {
  if (quantifier.startsWith('?')) return 1
  const [, least = '', , most] = /^\{(\d+)(,(\d*))?\}/.exec(quantifier) ?? []
  if (least === '' || most === '') return Number.POSITIVE_INFINITY
  return Number(most ?? least)
}
