import { nameSlug } from '../catalogue/slug.ts'
import { isFiller } from './fillers.ts'
import { findSynonyms } from './find-synonyms.ts'
import { isCjk, splitWords } from './split-words.ts'
import { stem } from './stem.ts'

export type How = 'written' | 'joined' | 'split' | 'corrected' | 'synonym'

/** One way to find what one or more words of the query mean: all of its terms. `mask`: these words, as bits. */
export type Way = {
  mask: number
  terms: readonly string[]
  weight: number
  how: How
  as: string
  /** The way is taken only if no skill has this word. */
  unless?: string
}

/** A word that may be a typing error, or written in one where the catalogue writes two. */
export type Doubtful = { word: number; written: string; weight: number; halves: [string, string][] }

export type Understood = {
  /** The last part of the slug of a skill whose name is the whole query. */
  name: string
  /** The query as a slug. */
  slug: string
  /** The words that are searched for, as they are written. */
  words: string[]
  ways: Way[]
  doubtful: Doubtful[]
  /** Words that are not searched for. */
  ignored: string[]
}

/** Further words are ignored. */
const MAX_WORDS = 16
const MAX_WAYS = 120
/** A shorter word has too many neighbours to be corrected. */
const MIN_CORRECTED = 3
const MIN_HALF = 3

/** Less than a word as it is written counts what only may mean the same. */
export const WEIGHTS = {
  joined: 0.9,
  split: 0.8,
  corrected: 0.9,
  correctedKnown: 0.7,
  synonym: 0.55,
  pair: 0.7,
} as const

/** What the words of a query ask for. Pure: which of it the catalogue has is for the search to find out. */
export function understand(q: string): Understood {
  const all = splitWords(q)
  const stems = all.map(stem)
  const onlyFillers = stems.every(isFiller)
  const asked = [...all.keys()].filter((i) => onlyFillers || !isFiller(stems[i] as string))
  const searched = [...new Set(asked)].slice(0, MAX_WORDS)
  const numberOf = new Map(searched.map((at, n) => [at, n]))
  const weightOf = (at: number) => (isCjk(all[at] as string) ? WEIGHTS.pair : 1)
  const maskOf = (from: number, length: number) =>
    Array.from({ length }, (_, i) => numberOf.get(from + i)).reduce<number>(
      (mask, n) => (n === undefined ? mask : mask | (1 << n)),
      0,
    )

  const ways: Way[] = searched.map((at, n) => ({
    mask: 1 << n,
    terms: [stems[at] as string],
    weight: weightOf(at),
    how: 'written',
    as: all[at] as string,
  }))
  for (let at = 0; at + 1 < all.length; at++) {
    const mask = maskOf(at, 2)
    const joined = `${all[at]}${all[at + 1]}`
    if (mask > 0 && !isCjk(joined))
      ways.push({ mask, terms: [stem(joined)], weight: WEIGHTS.joined, how: 'joined', as: joined })
  }
  for (const { from, length, terms, as, isGuess } of findSynonyms(all)) {
    const mask = maskOf(from, length)
    if (mask > 0)
      ways.push({
        mask,
        terms,
        weight: WEIGHTS.synonym,
        how: 'synonym',
        as,
        ...(isGuess && { unless: all[from] as string }),
      })
  }
  const doubtful = searched.flatMap((at, word): Doubtful[] => {
    const written = all[at] as string
    return /^[a-z]+$/.test(written) && written.length >= MIN_CORRECTED
      ? [{ word, written, weight: 1, halves: halvesOf(written) }]
      : []
  })
  return {
    name: nameSlug(q),
    slug: q.trim().toLowerCase(),
    words: searched.map((at) => all[at] as string),
    ways: ways.slice(0, MAX_WAYS),
    doubtful,
    ignored: [...new Set(all.filter((_, at) => !numberOf.has(at)))],
  }
}

function halvesOf(word: string): [string, string][] {
  const halves: [string, string][] = []
  for (let at = MIN_HALF; at <= word.length - MIN_HALF; at++) halves.push([word.slice(0, at), word.slice(at)])
  return halves
}
