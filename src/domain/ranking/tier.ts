/** Tiers by the share of the group that is strictly ahead, in per cent: each band begins where the one before ends, and is cut in five steps. */
export const BANDS = [
  { letter: 'S', from: 0, to: 4 },
  { letter: 'A', from: 4, to: 25 },
  { letter: 'B', from: 25, to: 50 },
  { letter: 'C', from: 50, to: 75 },
  { letter: 'D', from: 75, to: 100 },
] as const

export const STEPS = 5

/** Groups smaller than this get the same cut, and say that it means less there. */
export const RELAXED_BELOW = 10

export type Tier = `${(typeof BANDS)[number]['letter']}${1 | 2 | 3 | 4 | 5}`

/** Share of the group strictly ahead in per cent: 0 for the best, and the same for all who tie. */
export const percentileOf = (p: { ahead: number; of: number }): number => (100 * p.ahead) / p.of

/** Tier of a skill with `ahead` of its group's `of` members strictly ahead: S1 is the best, D5 the last. Whole numbers, so no cut is missed by a rounding. */
export function tierOf({ ahead, of }: { ahead: number; of: number }): Tier {
  const band = BANDS.findLast(({ from }) => 100 * ahead >= from * of) ?? BANDS[0]
  const step = Math.floor((STEPS * (100 * ahead - band.from * of)) / ((band.to - band.from) * of))
  return `${band.letter}${step + 1}` as Tier
}
