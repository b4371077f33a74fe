import { isCjk, splitWords } from './split-words.ts'
import { stem } from './stem.ts'
import { EVERYDAY } from './synonyms/everyday/relations.ts'
import type { Language, SynonymTerm } from './synonyms/group.ts'
import { SYNONYM_GROUPS } from './synonyms/groups.ts'
import { KINDS } from './synonyms/kinds.ts'
import { DICTIONARY } from './synonyms/tongues/dictionary.ts'

/** Words of a query, `from` the first of them, and a term that people use for them. */
export type Synonym = {
  from: number
  length: number
  terms: readonly string[]
  as: string
  /** True if it is of a part of a word only: it stands for the word if the catalogue does not know that. */
  isGuess: boolean
  /** True if it is one of the kind that the words name, and does not mean the same. */
  isMember: boolean
  /** `own`: in English or the language of the words. `named`: in one that the query names (`korean`). `third`: in any other. */
  language: 'own' | 'named' | 'third'
}

type Phrase = SynonymTerm & { words: readonly string[] }

/** What words of a language lead to. The terms are made when a query has the words: all together they are some hundred thousand. */
type Lead = { language: Language; others: readonly Phrase[]; isMember: boolean }

type Term = Pick<Synonym, 'terms' | 'as' | 'isMember'> & { of: Language; isOwn: boolean }

/** Words that name a language. */
const NAMES_OF_LANGUAGES: ReadonlyMap<string, Language> = new Map([
  ['german', 'de'],
  ['spanish', 'es'],
  ['french', 'fr'],
  ['korean', 'ko'],
  ['chinese', 'zh'],
  ['mandarin', 'zh'],
  ['japanese', 'ja'],
])

/** The longest phrase of a group, in terms: pairs of characters count singly. */
const MAX_PHRASE = 12

// Stems are English: `terminal` and `termin` would be the same. So terms of other languages are compared as they are written.
const byStems = new Map<string, Lead[]>()
const byWords = new Map<string, Lead[]>()
const read = (terms: readonly SynonymTerm[]) =>
  terms.map(({ text, language }) => ({ text, language, words: splitWords(text) }))

for (const { terms } of SYNONYM_GROUPS) {
  const members = read(terms)
  for (const name of members)
    learn(
      name,
      members.filter((other) => other.text !== name.text),
      false,
    )
}
const kinds = KINDS.map(({ from, to }) => ({ names: read(from.terms), members: read(to.terms) }))
for (const { names, members } of kinds) learnAll(names, members, true)
for (const { from, to } of DICTIONARY) learnAll(read(from.terms), read(to.terms), false)

/**
 * Everyday phrases, and the words that they lead to. Their other words mean something else than they do singly (`out of stock` is not about
 * shares). In scripts without spaces, a phrase cannot be told from a long word.
 */
const PHRASES = new Map<string, ReadonlySet<string>>()
for (const { from, to } of EVERYDAY) {
  const [names, others] = [read(from.terms), read(to.terms)]
  learnAll(names, others, false)
  // Whoever is hungry for `food delivery` may also be served by the best-known examples of that.
  const meantKinds = new Set(others.map(({ text }) => text))
  for (const kind of kinds) if (kind.names.some(({ text }) => meantKinds.has(text))) learnAll(names, kind.members, true)
  const meant = others.flatMap(({ words }) => words.map(stem))
  for (const { language, words } of names) {
    const key = keyOf(language, words)
    if (words.length > 1 && !words.some(isCjk)) PHRASES.set(key, new Set([...(PHRASES.get(key) ?? []), ...meant]))
  }
}

function keyOf(language: Language, words: readonly string[]): string {
  return (language === 'en' ? words.map(stem) : words).join(' ')
}

function learnAll(names: readonly Phrase[], others: readonly Phrase[], isMember: boolean) {
  for (const name of names) learn(name, others, isMember)
}

function learn({ language, words }: Phrase, others: readonly Phrase[], isMember: boolean) {
  const phrases = language === 'en' ? byStems : byWords
  const key = keyOf(language, words)
  const known = phrases.get(key)
  if (known) known.push({ language, others, isMember })
  else phrases.set(key, [{ language, others, isMember }])
}

const termsOf = (leads: readonly Lead[] = []): Term[] =>
  leads.flatMap(({ language, others, isMember }) =>
    others.map((other) => ({
      terms: other.words.map(stem),
      as: other.text,
      isMember,
      of: other.language,
      isOwn: other.language === 'en' || other.language === language,
    })),
  )

/** True for a word that people use other words for: it is no typing error. */
export const hasSynonyms = (word: string): boolean => byStems.has(stem(word)) || byWords.has(word)

/** True if some of the words are known, but not as English ones. Chinese, Japanese and Korean are never taken for English. */
export const hasForeign = (words: readonly string[]): boolean =>
  spansOf(words).some(
    ({ written, stemmed }) => byWords.has(written) && !byStems.has(stemmed) && !written.split(' ').every(isCjk),
  )

/** All runs of up to `MAX_PHRASE` words, the longest first. */
function spansOf(words: readonly string[]): { from: number; length: number; written: string; stemmed: string }[] {
  const stems = words.map(stem)
  const lengths = Array.from({ length: Math.min(MAX_PHRASE, words.length) }, (_, n) => n + 1).reverse()
  return lengths.flatMap((length) =>
    Array.from({ length: words.length - length + 1 }, (_, from) => ({
      ...{ from, length },
      written: words.slice(from, from + length).join(' '),
      stemmed: stems.slice(from, from + length).join(' '),
    })),
  )
}

/** A compound is long, and its parts are no syllables. */
const MIN_COMPOUND = 8
const MIN_FIRST = 3
const MIN_LAST = 4

/** The known words that a compound of another language begins and ends with (`zugfahrplan`: `zug` and `fahrplan`), the longest ones. */
function partsOf(word: string): string[] {
  if (word.length < MIN_COMPOUND || hasSynonyms(word)) return []
  const firsts = Array.from({ length: word.length - MIN_FIRST }, (_, i) => word.slice(0, word.length - 1 - i))
  const lasts = Array.from({ length: word.length - MIN_LAST }, (_, i) => word.slice(1 + i))
  const isKnown = (part: string) => byWords.has(part)
  return [firsts.find(isKnown), lasts.find(isKnown)].filter((part) => part !== undefined)
}

/**
 * What people also say for the words of a query, those of a third language last, the longest phrases first. Each term is named once for the
 * same words.
 */
export function findSynonyms(words: readonly string[]): Synonym[] {
  const stems = words.map(stem)
  const named = new Set(words.map((word) => NAMES_OF_LANGUAGES.get(word)))
  const synonym = ({ of, isOwn, ...term }: Term, place: Pick<Synonym, 'from' | 'length' | 'isGuess'>): Synonym => ({
    ...{ ...place, ...term },
    language: named.has(of) ? 'named' : isOwn ? 'own' : 'third',
  })
  const found = new Map<string, Synonym>()
  const phrases: { from: number; to: number; meant: ReadonlySet<string> }[] = []
  const meansElse = (from: number, to: number) =>
    phrases.some(
      (phrase) =>
        from >= phrase.from &&
        to <= phrase.to &&
        to - from < phrase.to - phrase.from &&
        !stems.slice(from, to).some((word) => phrase.meant.has(word)),
    )
  for (const { from, length, written, stemmed } of spansOf(words)) {
    if (meansElse(from, from + length)) continue
    const meant = PHRASES.get(stemmed) ?? PHRASES.get(written)
    if (meant) phrases.push({ from, to: from + length, meant })
    for (const term of [...termsOf(byStems.get(stemmed)), ...termsOf(byWords.get(written))]) {
      const phrase = term.terms.join(' ')
      const key = `${from} ${length} ${phrase}`
      if (phrase !== stemmed && !found.has(key)) found.set(key, synonym(term, { from, length, isGuess: false }))
    }
  }
  for (const [from, word] of words.entries())
    for (const term of partsOf(word).flatMap((part) => termsOf(byWords.get(part))))
      found.set(`${from} 1 ${term.terms.join(' ')}`, synonym(term, { from, length: 1, isGuess: true }))
  const isThird = ({ language }: Synonym) => Number(language === 'third')
  return [...found.values()].sort((a, b) => isThird(a) - isThird(b))
}
