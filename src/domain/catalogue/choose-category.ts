import { CATEGORIES } from './categories.ts'
import { slugPart } from './slug.ts'

const UNCATEGORISED = 'uncategorised'
const SAID_WEIGHT = 3
const DESCRIBED_WEIGHT = 1

const KEY_OF = new Map(CATEGORIES.flatMap(({ key, name }) => [[key, key] as const, [slugPart(name), key] as const]))
const RULES = CATEGORIES.filter(({ keywords }) => keywords.length > 0).map(({ key, keywords }) => ({
  key,
  pattern: patternOf(keywords),
}))

/**
 * The key of a skill's category: by the source's alias table, else by the key or name that the skill gives itself, else
 * the category most of whose keywords it holds (name, tags and own category count three times, ties go to the first).
 */
export function chooseCategory(p: {
  rawCategory: string | null
  aliases?: ReadonlyMap<string, string>
  name: string
  description: string
  tags: readonly string[]
}): string {
  const raw = p.rawCategory?.trim().toLowerCase() ?? ''
  const alias = raw && [...(p.aliases ?? [])].find(([from]) => from.trim().toLowerCase() === raw)?.[1]
  const given = alias || KEY_OF.get(slugPart(raw))
  if (given) return given
  const said = spaced([p.name, raw, ...p.tags].join(' , '))
  const described = spaced(p.description)
  let best = { key: UNCATEGORISED, score: 0 }
  for (const { key, pattern } of RULES) {
    const score = SAID_WEIGHT * countKinds(said, pattern) + DESCRIBED_WEIGHT * countKinds(described, pattern)
    if (score > best.score) best = { key, score }
  }
  return best.key
}

/** Whole words, singular or plural. Hangul keywords may go on, as Korean adds its particles to the word. */
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

/** How many different keywords a text holds: the same word ten times says no more than once. */
const countKinds = (text: string, pattern: RegExp) => new Set(text.match(pattern)).size
