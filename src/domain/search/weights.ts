/**
 * How much a word says of a skill by where it stands, and how much its field's length counts against it (0: not at all, 1: in
 * proportion). `usual`: the words of the field in an ordinary skill, as measured over 2,799 public skills. Fixed, not the catalogue's
 * own averages: those would change every skill's index with each new skill.
 */
export const FIELDS = {
  name: { weight: 5, length: 0.6, usual: 2.3 },
  tags: { weight: 3, length: 0.3, usual: 3 },
  summary: { weight: 2, length: 0.6, usual: 27 },
  category: { weight: 0.7, length: 0, usual: 1 },
  publisher: { weight: 1, length: 0, usual: 1 },
  body: { weight: 0.15, length: 0.7, usual: 420 },
} as const

export type Field = keyof typeof FIELDS

/** BM25's `k1`: how soon a further occurrence of a word adds nothing (Robertson and Zaragoza, The Probabilistic Relevance Framework, 2009). */
export const SATURATION = 2

/**
 * The impact of a word on a skill is stored as one of these levels, each from a sixteenth on to the next one's. A text's words have the
 * lowest ones, where finer differences decide nothing.
 */
const STARTS = [0, 2, 4, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15] as const
const SIXTEENTHS = 16

/** The impact of each level: the middle of it. */
export const IMPACTS: readonly number[] = STARTS.map(
  (start, level) => (start + (STARTS[level + 1] ?? SIXTEENTHS)) / 2 / SIXTEENTHS,
)

export const LEVELS = IMPACTS.length

/** The level of an impact from 0 to 1. */
export const levelOf = (impact: number): number => STARTS.findLastIndex((start) => impact * SIXTEENTHS >= start)

/** An impact from this level on is strong: the word is in the name, the tags or the summary. */
export const STRONG_FROM = levelOf(6 / SIXTEENTHS)

/**
 * Of the skills that have a word with a weak impact, so many have it at each weak level, and of those with a strong one at each strong
 * level, as measured over 2,624 public skills. A rough guess for one word, but it only says how much there is to read.
 */
export const SHARES: readonly number[] = [0.74, 0.2, 0.06, 0.17, 0.18, 0.19, 0.17, 0.13, 0.07, 0.04, 0.03, 0.01, 0.01]
