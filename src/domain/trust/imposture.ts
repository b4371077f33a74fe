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

/** A name in the forms that are compared. */
type Prepared = { name: string; plain: string; skeleton: string; words: string[] }

const prepared = new WeakMap<readonly string[], Prepared[]>()

/**
 * Returns the much used name that `name` imitates, or null. `known` has the names that skills or publishers are much used under; a name
 * among them imitates nobody.
 */
export function imitatedBy(name: string, known: readonly string[]): Imitated | null {
  const own = prepare(name)
  const others = prepared.get(known) ?? known.map(prepare)
  prepared.set(known, others)
  if (own.plain === '' || others.some((other) => other.name.toLowerCase() === name.toLowerCase())) return null
  let found: Imitated | null = null
  for (const other of others) {
    const likeness = likenessOf(own, other)
    if (likeness && (!found || LIKENESSES.indexOf(likeness) < LIKENESSES.indexOf(found.likeness)))
      found = { name: other.name, likeness }
  }
  return found
}

const prepare = (name: string): Prepared => ({
  name,
  plain: plain(name),
  skeleton: skeletonOf(plain(name)),
  words: wordsOf(name),
})

function likenessOf(own: Prepared, other: Prepared): Likeness | null {
  if (other.plain.length < MIN_LENGTH) return null
  // The same letters with other dots and dashes are the same name in most registries.
  if (own.skeleton === other.skeleton)
    return own.plain === other.plain && own.words.length === other.words.length ? null : 'lookalike'
  const isNear = Math.abs(own.plain.length - other.plain.length) <= 1
  if (isNear && !isPlural(own.plain, other.plain) && editDistance(own.plain, other.plain) === 1) return 'one_letter'
  if (own.words.length > 1 && own.words.length === other.words.length && sorted(own.words) === sorted(other.words))
    return 'swapped_words'
  const more = own.words.filter((word) => !other.words.includes(word))
  const isLonger = own.words.length === other.words.length + 1 && more.length === 1
  return isLonger && ADDED.test(more[0] ?? '') ? 'added_word' : null
}

const sorted = (words: readonly string[]) => [...words].sort().join(' ')
const plain = (name: string) => name.toLowerCase().replace(/[\s._-]/g, '')
const wordsOf = (name: string) =>
  name
    .toLowerCase()
    .split(/[\s._-]+/)
    .filter((word) => word !== '')
/** Numbers and plurals are versions and words of their own. */
const isPlural = (a: string, b: string) =>
  a === `${b}s` || b === `${a}s` || a.replace(/\d/g, '') === b.replace(/\d/g, '')
