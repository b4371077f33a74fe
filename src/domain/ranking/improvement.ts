/** What may have been improved about a skill. */
export const IMPROVEMENT_KINDS = ['content', 'instructions', 'examples', 'triggers', 'license', 'other'] as const

export const VERDICTS = ['improved', 'worsened', 'inconclusive'] as const
export type Verdict = (typeof VERDICTS)[number]

/** How an improvement is measured: over as many whole UTC hours after it as before it. */
export const IMPROVEMENT_WINDOW_HOURS = 336

/** What a source is credited with for an improvement that shows in its skill's use. */
export const REWARD_POINTS = 10

/** Of the interval that the verdict is by, and the quantile of the normal distribution that belongs to it. */
export const CONFIDENCE = 0.95
const Z = 1.959963984540054

/** A window's counts; `hours` is how much of it the skill was there for, `use_rate` the uses among views and uses. */
export type Measure = { hours: number; uses: number; views: number; use_rate: number }

/** What differs between the windows. `interval` is of `value`, the change of what `by` names. */
export type Delta = {
  uses: number
  views: number
  use_rate: number
  by: 'use_rate' | 'uses'
  value: number
  /** Null: the skill was not there before, so there is nothing to compare with. */
  interval: { low: number; high: number } | null
}

type Estimate = { value: number; low: number; high: number }

/**
 * What became of a skill's use. Where both windows have views, by the difference of the use rates; else there is no rate to compare, and
 * it is by the difference of the uses in so many hours. Within its interval of 95 % it is inconclusive.
 */
export function judge(baseline: Measure, post: Measure): { delta: Delta; verdict: Verdict } {
  const by = baseline.views > 0 && post.views > 0 ? 'use_rate' : 'uses'
  const [before, after] = [baseline, post].map(by === 'use_rate' ? useRate : usesOfAWindow) as [Estimate, Estimate]
  const isComparable = baseline.hours > 0 && post.hours > 0
  const interval = isComparable ? intervalOfDifference(before, after) : null
  const uses = post.uses - baseline.uses
  const delta: Delta = {
    uses,
    views: post.views - baseline.views,
    use_rate: rounded(post.use_rate - baseline.use_rate),
    by,
    value: isComparable ? rounded(after.value - before.value) : uses,
    interval,
  }
  return { delta, verdict: verdictOf(interval) }
}

function verdictOf(interval: Delta['interval']): Verdict {
  if (interval && interval.low > 0) return 'improved'
  return interval && interval.high < 0 ? 'worsened' : 'inconclusive'
}

/** A share of events, with the score interval of a proportion (Wilson 1927, JASA 22:209). */
function useRate({ uses, views }: Measure): Estimate {
  const n = uses + views
  const value = uses / n
  const middle = (uses + Z ** 2 / 2) / (n + Z ** 2)
  const half = (Z / (n + Z ** 2)) * Math.sqrt((uses * views) / n + Z ** 2 / 4)
  return { value, low: middle - half, high: middle + half }
}

/** Uses in the hours of a whole window, with the score interval of a Poisson count: all λ with (x − λ)² ≤ z²λ. */
function usesOfAWindow({ uses, hours }: Measure): Estimate {
  const scale = IMPROVEMENT_WINDOW_HOURS / hours
  const middle = uses + Z ** 2 / 2
  const half = Z * Math.sqrt(uses + Z ** 2 / 4)
  return { value: scale * uses, low: scale * (middle - half), high: scale * (middle + half) }
}

/**
 * The interval of a difference from those of its two sides: of proportions Newcombe’s hybrid score interval (1998, Statistics in Medicine
 * 17:873, method 10), in general MOVER (Zou and Donner 2008, 27:1693). It holds where a count is 0, where the plain normal one has no width.
 */
function intervalOfDifference(before: Estimate, after: Estimate): { low: number; high: number } {
  const value = after.value - before.value
  return {
    low: rounded(value - Math.hypot(after.value - after.low, before.high - before.value)),
    high: rounded(value + Math.hypot(after.high - after.value, before.value - before.low)),
  }
}

/** To millionths; never -0. */
const rounded = (x: number) => Math.round(x * 1e6) / 1e6 + 0
