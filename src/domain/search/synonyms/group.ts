/** English, German, Spanish, French, Portuguese, Italian, Korean, Chinese (simplified and traditional), Japanese. */
export type Language = 'en' | 'de' | 'es' | 'fr' | 'pt' | 'it' | 'ko' | 'zh' | 'ja'

/** Where it can be looked up that the terms of a group mean the same. */
export type Source = { readonly name: string; readonly url: string }

/**
 * A word or a short phrase, in lower case. It has its accents: fold them, as the index does, before comparing. What
 * several languages spell alike is written once, under the first of them.
 */
export type SynonymTerm = { readonly text: string; readonly language: Language }

/**
 * Terms that people use for each other. A query that has one of them also looks for the others, at a lower weight.
 * A term may stand in several groups; nothing follows from one group to the next.
 */
export type SynonymGroup = { readonly terms: readonly SynonymTerm[]; readonly source: Source }

/**
 * Reads groups written one a line, such as `invoice, bill | de rechnung | ko 송장, 청구서`. English comes first and
 * has no mark. A line that starts with `|` continues the group above it.
 *
 * @throws Error if terms after the first `|` do not name their language.
 */
export function groups(source: Source, text: string): SynonymGroup[] {
  return text
    .trim()
    .split(/\n\s*(?![\s|])/)
    .map((line) => ({ terms: line.split('|').flatMap(termsOf), source }))
}

const MARK = /^(de|es|fr|pt|it|ko|zh|ja) /

function termsOf(part: string, at: number): SynonymTerm[] {
  const words = part.trim()
  const mark = at > 0 ? MARK.exec(words) : null
  if (at > 0 && !mark) {
    throw new Error(`synonyms: "${words}" does not name its language; put de, es, fr, pt, it, ko, zh or ja before it`)
  }
  const language = (mark?.[1] ?? 'en') as Language
  return words
    .slice(mark?.[0].length ?? 0)
    .split(',')
    .map((term) => ({ text: term.trim(), language }))
}
