import { CATEGORIES } from './categories.ts'
import { slugPart } from './slug.ts'

const UNCATEGORISED = 'uncategorised'
const LABEL_WEIGHT = 3
const DESCRIBED_WEIGHT = 1

const KEY_OF = new Map(CATEGORIES.flatMap(({ key, name }) => [[key, key] as const, [slugPart(name), key] as const]))
const RULES = CATEGORIES.filter(({ keywords }) => keywords.length > 0).map(({ key, keywords }) => ({
  key,
  pattern: patternOf(keywords),
}))

/**
 * Returns the key of a skill's category: the alias that its source has for the raw category ('' stands for none); else the category with
 * that key or name; else the one with the most keywords in the skill. Keywords in the name, the tags and the raw
 * category count three times; the first category wins a tie.
 */
export function chooseCategory(p: {
  rawCategory: string | null
  aliases?: ReadonlyMap<string, string>
  name: string
  description: string
  tags: readonly string[]
}): string {
  const raw = p.rawCategory?.trim().toLowerCase() ?? ''
  const alias = [...(p.aliases ?? [])].find(([from]) => from.trim().toLowerCase() === raw)?.[1]
  const given = alias || KEY_OF.get(slugPart(raw))
  if (given) return given
  const labels = spaced([p.name, raw, ...p.tags].join(' , '))
  const described = spaced(p.description)
  let best = { key: UNCATEGORISED, score: 0 }
  for (const { key, pattern } of RULES) {
    const score = LABEL_WEIGHT * countDistinct(labels, pattern) + DESCRIBED_WEIGHT * countDistinct(described, pattern)
    if (score > best.score) best = { key, score }
  }
  return best.key
}

/**
 * Matches whole words, singular or plural. Hangul keywords may be followed by more letters, because Korean appends
 * particles to words.
 */
function patternOf(keywords: readonly string[]): RegExp {
  const hangul = keywords.filter((word) => /\p{Script=Hangul}/u.test(word))
  const others = keywords.filter((word) => !hangul.includes(word))
  const longestFirst = others.toSorted((a, b) => b.length - a.length)
  const words = [`(?:${longestFirst.join('|')})(?:e?s)?(?![\\p{L}\\p{N}])`, ...hangul]
  return new RegExp(`(?<![\\p{L}\\p{N}])(?:${words.join('|')})`, 'gu')
}

const spaced = (text: string) =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s_-]+/g, ' ')

/** Counts the different keywords in a text. Repeating a keyword does not raise the count. */
const countDistinct = (text: string, pattern: RegExp) => new Set(text.match(pattern)).size
