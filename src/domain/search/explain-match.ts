import { isCjk, splitWords, wordsIn } from './split-words.ts'
import { stem } from './stem.ts'
import type { How } from './understand.ts'

/** A way in which a skill was found. `mask`: the words of the query that it stands for, as bits. */
export type Hit = { mask: number; as: string; how: How }

/** `word`: of the query. `as`: what the skill has for it. `in`: the fields that have it; its text, if no other one does. */
export type Match = { word: string; as: string; how: How; in: string[] }

/** What a reader sees of a skill. */
export type Shown = {
  name: string
  tags: readonly string[]
  summary: string | null
  category: { key: string; name: string } | null
  owner: string
}

/** `marks`: the parts of the text that match, each from its first UTF-16 unit to the one after its last. */
export type Explained = { matches: Match[]; snippet: { text: string; marks: [number, number][] } | null }

/** The nearest way first: one word is explained by it alone. */
const NEAREST: readonly How[] = ['written', 'joined', 'split', 'corrected', 'similar', 'synonym']

/** Says which words of the query a skill has, how and where. */
export function explainMatch(words: readonly string[], hits: readonly Hit[], skill: Shown): Explained {
  const fields = Object.entries({
    name: skill.name,
    tags: skill.tags.join(' '),
    summary: skill.summary ?? '',
    category: skill.category ? `${skill.category.key} ${skill.category.name}` : '',
    publisher: skill.owner,
  }).map(([field, text]) => [field, new Set(splitWords(text).map(stem))] as const)
  const nearest = hits.toSorted((a, b) => NEAREST.indexOf(a.how) - NEAREST.indexOf(b.how) || (a.as < b.as ? -1 : 1))
  const matches = words.flatMap((word, n): Match[] => {
    const hit = nearest.find(({ mask }) => (mask & (1 << n)) !== 0)
    if (!hit) return []
    const terms = splitWords(hit.as).map(stem)
    const having = fields.filter(([, has]) => terms.every((term) => has.has(term))).map(([field]) => field)
    return [{ word, as: hit.as, how: hit.how, in: having.length > 0 ? having : ['text'] }]
  })
  const marked = new Set(matches.flatMap(({ as }) => splitWords(as).map(stem)))
  return {
    matches,
    snippet: skill.summary === null ? null : { text: skill.summary, marks: marksOf(skill.summary, marked) },
  }
}

/** Where a text has one of the terms. What touches is one mark. */
function marksOf(text: string, terms: ReadonlySet<string>): [number, number][] {
  const marks: [number, number][] = []
  for (const [from, to] of placesOf(text, terms)) {
    const last = marks.at(-1)
    if (last && last[1] >= from) last[1] = to
    else marks.push([from, to])
  }
  return marks
}

function* placesOf(text: string, terms: ReadonlySet<string>): Generator<[number, number]> {
  for (const { word, at } of wordsIn(text)) {
    const isTerm = (part: string) => splitWords(part).some((one) => terms.has(stem(one)))
    if (!isCjk(word) || [...word].length === 1) {
      if (isTerm(word)) yield [at, at + word.length]
      continue
    }
    let from = at
    const characters = [...word]
    for (const [i, first] of characters.entries()) {
      const pair = `${first}${characters[i + 1] ?? ''}`
      if (i + 1 < characters.length && isTerm(pair)) yield [from, from + pair.length]
      from += first.length
    }
  }
}
