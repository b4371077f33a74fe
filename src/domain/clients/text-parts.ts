/** A part of a text that is too long for one answer. Parts are counted from 1. */
export type TextPart = { text: string; part: number; parts: number }

/** The most UTF-16 units of a part: about 6,000 tokens of English. */
export const PART_LENGTH = 24_000

/** Part `part` of a text. Parts end with a line where lines are not too long, and never within a character. Null if there is no such part. */
export function partOf(text: string, part: number): TextPart | null {
  const starts = startsOfParts(text)
  const from = starts[part - 1]
  return from === undefined ? null : { text: text.slice(from, starts[part]), part, parts: starts.length }
}

/** How many parts a text has. */
export const partsOf = (text: string): number => startsOfParts(text).length

function startsOfParts(text: string): number[] {
  const starts = [0]
  for (let from = 0; text.length - from > PART_LENGTH; ) {
    from = endOfPart(text, from)
    starts.push(from)
  }
  return starts
}

function endOfPart(text: string, from: number): number {
  const most = from + PART_LENGTH
  const afterLine = text.lastIndexOf('\n', most - 1) + 1
  if (afterLine > from + PART_LENGTH / 2) return afterLine
  return isFirstHalf(text.charCodeAt(most - 1)) ? most - 1 : most
}

/** True for the first of the two UTF-16 units of a character. */
const isFirstHalf = (unit: number) => unit >= 0xd800 && unit < 0xdc00

/** About how many tokens a text has, by the usual four bytes a token. Counting them needs tables of a megabyte. */
export const estimatedTokens = (text: string): number => Math.ceil(new TextEncoder().encode(text).length / 4)
