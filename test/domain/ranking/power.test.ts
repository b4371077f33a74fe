import { describe, expect, it } from 'vitest'
import { POWER, STATS } from '../../../src/domain/ranking/power.ts'

describe('the weights', () => {
  it('cover the stats in the payload of a score', () => {
    expect(STATS).toEqual(['stars', 'forks', 'uses_30d', 'views_30d', 'favorites', 'use_rate', 'freshness'])
  })

  it('are above 0 and sum to 1', () => {
    for (const stat of STATS) expect(POWER.stats[stat].weight, stat).toBeGreaterThan(0)
    expect(STATS.reduce((sum, stat) => sum + POWER.stats[stat].weight, 0)).toBeCloseTo(1, 12)
  })

  it('have a version, which every change of a weight must raise', () => {
    expect(POWER).toEqual({
      tolerance: 0.01,
      version: 1,
      scale: 1000,
      cap: 5,
      stats: {
        stars: { weight: 0.2, kind: 'count' },
        forks: { weight: 0.05, kind: 'count' },
        uses_30d: { weight: 0.35, kind: 'count' },
        views_30d: { weight: 0.1, kind: 'count' },
        favorites: { weight: 0.1, kind: 'count' },
        use_rate: { weight: 0.1, kind: 'rate' },
        freshness: { weight: 0.1, kind: 'rate' },
      },
      freshnessHalfLifeDays: 90,
      unit: 1_000_000,
    })
  })
})
