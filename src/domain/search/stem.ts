import { stemmer } from 'stemmer'
import { STEM_EXCEPTIONS } from './stem-exceptions.ts'

/** British endings and what American English writes instead. Both are then the same word; it does not matter if a word is none of the two. */
const SPELLINGS: readonly (readonly [RegExp, string])[] = [
  [/^(.{3,})is(ations?|e[drs]?|ers|ing)$/, '$1iz$2'],
  [/^(.{2,})ys(e[drs]?|ers|ing)$/, '$1yz$2'],
  [/^(.{3,})our(s|ed|ing|ite|ites|able|ful|al)?$/, '$1or$2'],
  [/^(.{2,}[bt])re(s?)$/, '$1er$2'],
  [/^(.*[aeiou][^aeiou]+[aeiou])ll(ed|ing|ers?)$/, '$1l$2'],
  [/^(.{3,}o)gue(s?)$/, '$1g$2'],
  [/^(.{3,})ence(s?)$/, '$1ense$2'],
]

/** The same words come again and again. So many are remembered. */
const MAX_KNOWN = 60_000
const known = new Map<string, string>()

/** The form under which all forms of a word are found (`optimising` and `optimizes` are `optim`). In any language but English: the word itself. */
export function stem(word: string): string {
  const before = known.get(word)
  if (before !== undefined) return before
  const stemmed = /^[a-z]{3,40}$/.test(word)
    ? stemOf(SPELLINGS.reduce((spelled, [british, american]) => spelled.replace(british, american), word))
    : word
  if (known.size >= MAX_KNOWN) known.clear()
  known.set(word, stemmed)
  return stemmed
}

const stemOf = (word: string): string => STEM_EXCEPTIONS.get(word) ?? stemmer(word)
