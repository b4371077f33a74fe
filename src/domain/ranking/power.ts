/**
 * The power score compares a skill with its group: `round(1000 · Σ wᵢ · min(xᵢ / avgᵢ, cap))` over the stats whose
 * group average is above 0, with their weights scaled to sum to 1. The averages are those against which the whole
 * group was last scored. The scoring SQL is built from this table.
 */
export const POWER = {
  /** A group is scored anew, against its averages of then, once one of them has moved by more than this share. */
  tolerance: 0.01,
  /** Raise it with every change below: scores of different versions are not comparable. */
  version: 1,
  scale: 1000,
  cap: 5,
  /** A `count` enters as ln(1 + x), a `rate` as it is. */
  stats: {
    stars: { weight: 0.2, kind: 'count' },
    forks: { weight: 0.05, kind: 'count' },
    uses_30d: { weight: 0.35, kind: 'count' },
    views_30d: { weight: 0.1, kind: 'count' },
    favorites: { weight: 0.1, kind: 'count' },
    /** Uses divided by views plus uses in 30 days, 0 to 1. */
    use_rate: { weight: 0.1, kind: 'rate' },
    /** From 1 down to 0: halves every `freshnessHalfLifeDays` whole UTC days since the content last changed. */
    freshness: { weight: 0.1, kind: 'rate' },
  },
  freshnessHalfLifeDays: 90,
  /** Stats are compared as whole millionths, so that sums and averages do not depend on the order of addition. */
  unit: 1_000_000,
} as const

export type Stat = keyof typeof POWER.stats

export const STATS = Object.keys(POWER.stats) as Stat[]
