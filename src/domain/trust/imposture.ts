import { editDistance } from '../text/nearest.ts'
import { skeletonOf } from './data/names.ts'

/** How a name resembles another, the closest first. */
export const LIKENESSES = ['lookalike', 'one_letter', 'swapped_words', 'added_word'] as const
export type Likeness = (typeof LIKENESSES)[number]

export type Imitated = { name: string; likeness: Likeness }

/** Shorter names are one letter from too many others. */
const MIN_LENGTH = 5
/** Words that make a name look official. */
const ADDED = /^(?:official|real|original|pro|plus|new|updated|secure|safe|verified|hub|tool|cli|skill|app|v?\d)$/

/** Much used names by the keys under which names that resemble them are found: what a look-up costs does not grow with their number. */
export type NameIndex = { exact: ReadonlySet<string>; keys: ReadonlyMap<string, readonly Prepared[]> }

/** A name in the forms that are compared. */
type Prepared = { name: string; plain: string; skeleton: string; words: string[] }

export function indexNames(names: Iterable<string>): NameIndex {
  const exact = new Set<string>()
  const keys = new Map<string, Prepared[]>()
  for (const name of names) {
    const known = prepare(name)
    if (known.plain === '' || exact.has(name.toLowerCase())) continue
    exact.add(name.toLowerCase())
    if (known.plain.length < MIN_LENGTH) continue
    for (const key of keysOf(known)) keys.set(key, [...(keys.get(key) ?? []), known])
  }
  return { exact, keys }
}

/** Returns the much used name that `name` imitates, or null. A name that is much used itself imitates nobody. */
export function imitatedBy(name: string, known: NameIndex): Imitated | null {
  const own = prepare(name)
  if (own.plain === '' || known.exact.has(name.toLowerCase())) return null
  const others = new Set([...keysOf(own)].flatMap((key) => known.keys.get(key) ?? []))
  let found: Imitated | null = null
  for (const other of others) {
    const likeness = likenessOf(own, other)
    if (likeness && (!found || LIKENESSES.indexOf(likeness) < LIKENESSES.indexOf(found.likeness)))
      found = { name: other.name, likeness }
  }
  return found
}

/**
 * The keys of which two names share one if they resemble each other: what they look like, their words, also without each of them, and
 * their letters without each of them, since names that are one letter apart are equal without some letter (SymSpell, Garbe 2012).
 */
function keysOf({ plain, skeleton, words }: Prepared): Set<string> {
  const keys = new Set([`looks ${skeleton}`, `words ${sorted(words)}`, `letters ${plain}`])
  for (let i = 0; i < plain.length; i++) keys.add(`letters ${plain.slice(0, i)}${plain.slice(i + 1)}`)
  if (words.length > 1)
    for (const [i, word] of words.entries()) if (ADDED.test(word)) keys.add(`words ${sorted(words.toSpliced(i, 1))}`)
  return keys
}

const prepare = (name: string): Prepared => {
  // Names are longer than this nowhere.
  const cut = name.slice(0, 120)
  return { name: cut, plain: plain(cut), skeleton: skeletonOf(plain(cut)), words: wordsOf(cut) }
}

function likenessOf(own: Prepared, other: Prepared): Likeness | null {
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
