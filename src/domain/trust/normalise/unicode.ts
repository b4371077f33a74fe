import { LATIN_LOOKALIKES } from '../data/lookalikes.ts'
import { type Mapped, replaced } from './mapped.ts'

/** Characters that show nothing: soft hyphens, joiners, zero-width spaces, directions, tags, variation selectors. */
export const INVISIBLE =
  // biome-ignore lint/suspicious/noMisleadingCharacterClass: each of them by itself
  /[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0]|\udb40[\udc00-\uddef]/g

const LOOKALIKE = /[\u0370-\u03ff\u0400-\u052f\u0530-\u058f\u13a0-\u13ff]/
const NOT_ASCII = /[^\0-\x7f]/

/** Removes what shows nothing, composes forms (NFKC), and writes look-alike letters within Latin words in Latin. */
export function normaliseUnicode(from: Mapped): Mapped {
  if (!NOT_ASCII.test(from.text)) return from
  const visible = replaced(from, INVISIBLE, () => '')
  const composed = replaced(visible, /[^\0-\x7f]{1,400}/g, ([run]) => run.normalize('NFKC'))
  if (!LOOKALIKE.test(composed.text)) return composed
  return replaced(composed, /[A-Za-z\u0370-\u058f\u13a0-\u13ff]{2,60}/g, ([word]) =>
    /[A-Za-z]/.test(word) && LOOKALIKE.test(word) ? latinOf(word) : null,
  )
}

/** Writes look-alike letters in Latin. */
export const latinOf = (word: string): string => [...word].map((letter) => LATIN_LOOKALIKES[letter] ?? letter).join('')
