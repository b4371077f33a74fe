/** The bands of the tiers, in per cent of the group that is strictly ahead. Each band is divided into equal steps. */
export const BANDS = [
  { letter: 'S', from: 0, to: 4 },
  { letter: 'A', from: 4, to: 25 },
  { letter: 'B', from: 25, to: 50 },
  { letter: 'C', from: 50, to: 75 },
  { letter: 'D', from: 75, to: 100 },
] as const

/** Steps per band. */
export const STEPS = 5

/** Smaller groups get tiers in the same way, but the answer marks them as `relaxed` because they mean less. */
export const RELAXED_BELOW = 10

export type Tier = `${(typeof BANDS)[number]['letter']}${1 | 2 | 3 | 4 | 5}`

/** Returns the percentage of the group that is strictly ahead. It is 0 for the best, and equal for members that tie. */
export const percentileOf = (p: { ahead: number; of: number }): number => (100 * p.ahead) / p.of

/**
 * Returns the tier of a skill when `ahead` of the `of` members of its group are strictly ahead: S1 is the best, D5 the
 * last. Compares whole numbers, so rounding cannot move a skill across a boundary.
 */
export function tierOf({ ahead, of }: { ahead: number; of: number }): Tier {
  const band = BANDS.findLast(({ from }) => 100 * ahead >= from * of) ?? BANDS[0]
  const step = Math.floor((STEPS * (100 * ahead - band.from * of)) / ((band.to - band.from) * of))
  return `${band.letter}${step + 1}` as Tier
}
