import { editDistance } from '../text/nearest.ts'
import { skeletonOf } from './data/names.ts'

/** How a name resembles another. */
export const LIKENESSES = ['lookalike', 'one_letter', 'swapped_words', 'added_word'] as const
export type Likeness = (typeof LIKENESSES)[number]

export type Imitated = { name: string; likeness: Likeness }

/** Shorter names are one letter from too many others. */
const MIN_LENGTH = 5
/** Words that make a name look official. */
const ADDED = /^(?:official|real|original|pro|plus|new|updated|secure|safe|verified|hub|tool|cli|skill|app|v?\d)$/

/**
 * Returns the much used name that `name` imitates, or null. `known` has the names that skills or publishers are much used under; a name
 * among them imitates nobody.
 */
export function imitatedBy(name: string, known: readonly string[]): Imitated | null {
  const own = plain(name)
  if (known.some((other) => plain(other) === own && other.toLowerCase() === name.toLowerCase())) return null
  let found: Imitated | null = null
  for (const other of known) {
    const likeness = likenessOf(name, other)
    if (likeness && (!found || LIKENESSES.indexOf(likeness) < LIKENESSES.indexOf(found.likeness)))
      found = { name: other, likeness }
  }
  return found
}

function likenessOf(name: string, other: string): Likeness | null {
  const [own, theirs] = [plain(name), plain(other)]
  if (theirs.length < MIN_LENGTH || own === '') return null
  if (skeletonOf(own) === skeletonOf(theirs))
    return own === theirs && wordsOf(name).length === wordsOf(other).length ? null : 'lookalike'
  if (Math.abs(own.length - theirs.length) <= 1 && editDistance(own, theirs) === 1 && !isPlural(own, theirs))
    return 'one_letter'
  const [ownWords, otherWords] = [wordsOf(name), wordsOf(other)]
  if (
    ownWords.length > 1 &&
    ownWords.length === otherWords.length &&
    [...ownWords].sort().join(' ') === [...otherWords].sort().join(' ')
  )
    return 'swapped_words'
  if (ownWords.length === otherWords.length + 1) {
    const more = ownWords.filter((word) => !otherWords.includes(word))
    if (more.length === 1 && ADDED.test(more[0] ?? '') && otherWords.every((word) => ownWords.includes(word)))
      return 'added_word'
  }
  return null
}

const plain = (name: string) => name.toLowerCase().replace(/[\s._-]/g, '')
const wordsOf = (name: string) =>
  name
    .toLowerCase()
    .split(/[\s._-]+/)
    .filter((word) => word !== '')
/** Numbers and plurals are versions and words of their own. */
const isPlural = (a: string, b: string) =>
  a === `${b}s` || b === `${a}s` || a.replace(/\d/g, '') === b.replace(/\d/g, '')
