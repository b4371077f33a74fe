import { slugPart } from '../catalogue/slug.ts'
import { isCjk, splitWords } from './split-words.ts'
import { stem } from './stem.ts'

/** What somebody has typed so far: words, of which the last may go on. */
export type Typed = {
  /** As the handle of a publisher begins. */
  handle: string
  /** As the name of a skill or the key of a tag begins. */
  slug: string
  /** What is in a name between hyphens, as patterns of LIKE: of each word but the last, and of the last one. */
  whole: string[]
  begun: string
  /** The terms of all words but the last, and how the last one begins among the words of the catalogue. */
  terms: string[]
  prefix: string
  /** Whether the last word may be a typing error. A short one has too many neighbours, and a long one is none. */
  isDoubtful: boolean
}

/** Further terms are not looked up: names that lack one of their words are passed over anyway. */
const MAX_TERMS = 6
const DOUBTFUL = /^[a-z]{4,24}$/

/** Returns null if there is no letter or digit. */
export function readTyped(q: string): Typed | null {
  const slug = slugPart(q, q.length)
  const words = slug.split('-')
  const last = words.pop() ?? ''
  const terms = splitWords(words.join(' '))
  const parts = splitWords(last)
  const prefix = parts.pop()
  if (prefix === undefined) return null
  return {
    handle: q.trim().toLowerCase(),
    slug,
    whole: words.map((word) => (splitWords(word).some(isCjk) ? `%${word}%` : `%-${word}-%`)),
    // Chinese, Japanese and Korean have no spaces between words.
    begun: isCjk(prefix) ? `%${last}%` : `%-${last}%`,
    terms: [...new Set([...terms, ...parts].map(stem))].slice(0, MAX_TERMS),
    prefix,
    isDoubtful: DOUBTFUL.test(prefix),
  }
}
