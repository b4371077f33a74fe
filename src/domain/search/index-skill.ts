import { isCommon } from './common-words.ts'
import { isGrammar } from './fillers.ts'
import { splitWords } from './split-words.ts'
import { stem } from './stem.ts'
import { FIELDS, type Field, levelOf, SATURATION } from './weights.ts'

/** The texts of a skill that search looks into. */
export type SearchedTexts = Record<Field, string>

/** `terms`: each term with its level of impact, a number. `words`: those of all fields but the body as they are written, for spelling. */
export type SkillIndex = { terms: ReadonlyMap<string, number>; words: readonly string[] }

/** Longer words are keys, hashes and addresses that nobody searches for. */
const MAX_LENGTH = 40
/** A name of two to so many words is also found written in one: `moodjournal` finds mood-journal. */
const MAX_JOINED = 4
/** More different terms than this say little of a skill: the ones with the least impact are left out. */
const MAX_TERMS = 600

/** What is stored of a skill to find it: BM25F's impact of each term, which does not depend on other skills. */
export function indexSkill(texts: SearchedTexts): SkillIndex {
  const frequencies = new Map<string, number>()
  const words = new Set<string>()
  for (const [field, { weight, length, usual }] of Object.entries(FIELDS)) {
    const written = splitWords(texts[field as Field]).filter((word) => word.length <= MAX_LENGTH)
    const share = weight / (1 - length + length * (written.length / usual))
    for (const [word, times] of countsOf(written)) {
      // Each would be in the index once for nearly every skill, and nobody looks for it.
      if (field === 'body' && isGrammar(word)) continue
      const term = stem(word)
      frequencies.set(term, (frequencies.get(term) ?? 0) + times * share)
      if (field !== 'body') words.add(word)
    }
    if (field === 'name' && written.length > 1 && written.length <= MAX_JOINED) {
      const joined = written.join('')
      frequencies.set(stem(joined), (frequencies.get(stem(joined)) ?? 0) + share)
    }
  }
  // A text that says once what very many say is not about it. It would cost a sixth of the index.
  const impacts = [...frequencies]
    .map(([term, frequency]) => [term, levelOf(frequency / (SATURATION + frequency))] as const)
    .filter(([term, level]) => level > 0 || !isCommon(term))
  const most = impacts.length > MAX_TERMS ? impacts.toSorted((a, b) => b[1] - a[1]).slice(0, MAX_TERMS) : impacts
  return { terms: new Map(most), words: [...words] }
}

function countsOf(words: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>()
  for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1)
  return counts
}
