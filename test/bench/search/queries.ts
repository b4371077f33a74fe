import type { SkillFilter } from '../../../src/db/catalogue/skill-filter.ts'
import { CATEGORIES } from '../../../src/domain/catalogue/categories.ts'
import { random } from '../reads/data.ts'
import { phrasesInCjk } from './texts.ts'

export type BenchQuery = SkillFilter & { q: string; kind: string }

/** How people begin a request in their own words. */
const OPENINGS = ['how do I', 'I need something that can', 'help me with', 'find a skill for', 'my']
const COMMON = 150
const RARE = 20_000

/** What is asked for, the same in every run: each kind of query several times, and the worst of all that may come. */
export function benchQueries(vocabulary: readonly string[]): BenchQuery[] {
  const next = random(5)
  /** A word of the ranks between these, of at least `least` letters. */
  const word = (from: number, to: number, least = 3): string => {
    const found = vocabulary[from + Math.floor(next() * (to - from))] as string
    return found.length < least ? word(from, to, least) : found
  }
  const times = (n: number, kind: string, make: (i: number) => Omit<BenchQuery, 'kind'>): BenchQuery[] =>
    Array.from({ length: n }, (_, i) => ({ kind, ...make(i) }))
  const words = (n: number, from: number, to: number) => Array.from({ length: n }, () => word(from, to)).join(' ')
  const typo = (written: string) => {
    const at = 1 + Math.floor(next() * (written.length - 2))
    return `${written.slice(0, at)}${written.slice(at + 1)}`
  }
  return [
    ...times(8, 'one common word', () => ({ q: word(20, COMMON) })),
    ...times(6, 'one rare word', () => ({ q: word(RARE, vocabulary.length) })),
    ...times(8, 'two words', () => ({ q: words(2, COMMON, 3000) })),
    ...times(12, 'in own words', (i) => ({ q: `${OPENINGS[i % OPENINGS.length]} ${words(3 + (i % 3), 40, 3000)}` })),
    ...times(6, 'typing error', () => ({ q: `${typo(word(COMMON, 3000, 6))} ${word(COMMON, 3000)}` })),
    ...times(4, 'joined words', () => ({ q: `${word(COMMON, 1000)}${word(COMMON, 1000)}` })),
    ...times(6, 'Chinese, Japanese or Korean', (i) => ({ q: phrasesInCjk[i] as string })),
    ...times(4, 'in a category', (i) => ({ q: words(2, 40, 1000), category: CATEGORIES[i]?.key })),
    ...times(3, 'of a publisher', (i) => ({ q: word(20, COMMON), owner: `publisher-${i + 1}` })),
    ...times(2, 'a name', () => ({ q: `${word(COMMON, 1000)}-${word(COMMON, 1000)}-${word(COMMON, 1000)}` })),
    ...times(3, 'the commonest words', (i) => ({ q: vocabulary.slice(0, i + 1).join(' ') })),
    ...times(2, '16 common words', (i) => ({ q: vocabulary.slice(20 + 16 * i, 36 + 16 * i).join(' ') })),
    ...times(1, '16 words of all kinds', () => ({ q: words(16, 20, 3000) })),
  ]
}
