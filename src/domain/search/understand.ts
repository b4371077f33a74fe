import { slugPart } from '../catalogue/slug.ts'
import { isCommon } from './common-words.ts'
import { isDoubtfulName, isFiller } from './fillers.ts'
import { findSynonyms, hasForeign, hasSynonyms } from './find-synonyms.ts'
import { nearWords } from './near-words.ts'
import { isCjk, splitWords } from './split-words.ts'
import { stem } from './stem.ts'

/** `corrected`: no skill has the word. `similar`: few have it, and many have one that is written much like it. */
export type How = 'written' | 'joined' | 'split' | 'corrected' | 'similar' | 'synonym'

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
export type Doubtful = { word: number; written: string; stem: string; near: string[]; halves: [string, string][] }

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
/** A longer one has too many neighbours to look up. */
const MAX_CORRECTED = 24
const MIN_HALF = 3
/** As long as the last part of a slug may be. */
const MAX_NAME = 180

/** Less than a word as it is written counts what only may mean the same. */
export const WEIGHTS = {
  joined: 0.9,
  split: 0.8,
  corrected: 0.9,
  correctedKnown: 0.7,
  /** By its language. */
  synonym: { own: 0.55, named: 0.9, third: 0.4 },
  /** One of the kind that is asked for. */
  member: 0.3,
  pair: 0.7,
  doubtfulName: 0.15,
  /** Very many skills have it, and those that have it once are not counted (`isCommon`): it would seem rarer than it is. */
  common: 0.8,
} as const

/** What the words of a query ask for. Pure: which of it the catalogue has is for the search to find out. */
export function understand(q: string): Understood {
  const all = splitWords(q)
  const numbers = numbersOf(all)
  const searched = all.filter((_, at) => numbers[at] !== undefined && numbers.indexOf(numbers[at]) === at)
  const maskOf = (from: number, length: number) =>
    numbers.slice(from, from + length).reduce<number>((mask, n) => (n === undefined ? mask : mask | (1 << n)), 0)
  return {
    name: slugPart(q, MAX_NAME),
    slug: q.trim().toLowerCase(),
    words: searched,
    ways: [...searched.map(asWritten), ...joined(all, maskOf), ...synonyms(all, maskOf)].slice(0, MAX_WAYS),
    doubtful: isInOtherLanguage(q, all)
      ? []
      : searched.flatMap((written, word) =>
          mayBeWrong(written)
            ? [
                {
                  word,
                  written,
                  stem: stem(written),
                  near: nearWords(written).filter(isMeant),
                  halves: halvesOf(written),
                },
              ]
            : [],
        ),
    ignored: [...new Set(all.filter((_, at) => numbers[at] === undefined))],
  }
}

/** The number of each word that is searched for. Words of one stem have one number; fillers have none, unless there are only fillers. */
function numbersOf(all: readonly string[]): (number | undefined)[] {
  const onlyFillers = all.every(isFiller)
  const numbers = new Map<string, number>()
  return all.map((word) => {
    if (isFiller(word) && !onlyFillers) return undefined
    const known = numbers.get(stem(word))
    if (known !== undefined || numbers.size >= MAX_WORDS) return known
    numbers.set(stem(word), numbers.size)
    return numbers.size - 1
  })
}

type MaskOf = (from: number, length: number) => number

const asWritten = (word: string, n: number): Way => ({
  mask: 1 << n,
  terms: [stem(word)],
  weight: isDoubtfulName(word)
    ? WEIGHTS.doubtfulName
    : isCjk(word)
      ? WEIGHTS.pair
      : isCommon(stem(word))
        ? WEIGHTS.common
        : 1,
  how: 'written',
  as: word,
})

const joined = (all: readonly string[], maskOf: MaskOf): Way[] =>
  all.slice(1).flatMap((second, at): Way[] => {
    const as = `${all[at]}${second}`
    const mask = maskOf(at, 2)
    return mask > 0 && !isCjk(as) ? [{ mask, terms: [stem(as)], weight: WEIGHTS.joined, how: 'joined', as }] : []
  })

const synonyms = (all: readonly string[], maskOf: MaskOf): Way[] =>
  findSynonyms(all).flatMap(({ from, length, terms, as, isGuess, isMember, language }): Way[] => {
    const mask = length === 1 && isDoubtfulName(all[from] as string) ? 0 : maskOf(from, length)
    const weight = isMember ? WEIGHTS.member : WEIGHTS.synonym[language]
    const way: Way = { mask, terms, weight, how: 'synonym', as }
    return mask === 0 ? [] : [isGuess ? { ...way, unless: all[from] as string } : way]
  })

/** Its words are not written much like English ones by mistake (`móviles` is no `movies`). */
const isInOtherLanguage = (q: string, words: readonly string[]): boolean =>
  /\p{Script=Latin}\p{M}/u.test(q.normalize('NFD')) || hasForeign(words)

const mayBeWrong = (word: string): boolean =>
  /^[a-z]+$/.test(word) &&
  word.length >= MIN_CORRECTED &&
  word.length <= MAX_CORRECTED &&
  !isDoubtfulName(word) &&
  !hasSynonyms(word)

function halvesOf(word: string): [string, string][] {
  const halves: [string, string][] = []
  for (let at = MIN_HALF; at <= word.length - MIN_HALF; at++) halves.push([word.slice(0, at), word.slice(at)])
  return halves.filter((both) => both.every(isMeant))
}

/** Nobody who looks for `band` or `forgets` means `and` or `for gets`. */
const isMeant = (word: string): boolean => !isFiller(word)
