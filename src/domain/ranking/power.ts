/**
 * How a skill stands against its own group: `power_score = round(1000 · Σ wᵢ · min(xᵢ / avgᵢ, cap))` over the stats whose group
 * average is above 0, their weights brought to a sum of 1. The SQL of the scores is built from this table (DESIGN: "The batch").
 */
export const POWER = {
  /** Rises with each change of what is below: scores of two versions do not compare. */
  version: 1,
  scale: 1000,
  cap: 5,
  /** Counts are taken as ln(1 + x), rates as they are. */
  stats: {
    stars: { weight: 0.2, kind: 'count' },
    forks: { weight: 0.05, kind: 'count' },
    uses_30d: { weight: 0.35, kind: 'count' },
    views_30d: { weight: 0.1, kind: 'count' },
    favorites: { weight: 0.1, kind: 'count' },
    /** Uses among views and uses of 30 days, 0 to 1. */
    use_rate: { weight: 0.1, kind: 'rate' },
    /** Halves with every so many whole UTC days since the content changed, 0 to 1. */
    freshness: { weight: 0.1, kind: 'rate' },
  },
  freshnessHalfLifeDays: 90,
  /** Stats are compared in millionths, whole numbers: sums and averages come out the same in whatever order they are taken. */
  unit: 1_000_000,
} as const

export type Stat = keyof typeof POWER.stats

export const STATS = Object.keys(POWER.stats) as Stat[]
