/** The part of a skill that was improved. */
export const IMPROVEMENT_KINDS = ['content', 'instructions', 'examples', 'triggers', 'license', 'other'] as const

export const VERDICTS = ['improved', 'worsened', 'inconclusive'] as const
export type Verdict = (typeof VERDICTS)[number]

/** Length of each of the two windows, before and after an improvement, in whole UTC hours. */
export const IMPROVEMENT_WINDOW_HOURS = 336

/** Points for the source of a skill when an improvement gets the verdict `improved`. */
export const REWARD_POINTS = 10

/** Confidence level of the interval that decides the verdict, and the quantile of the normal distribution for it. */
export const CONFIDENCE = 0.95
const Z = 1.959963984540054

/**
 * The counts of one window. `hours` says for how many of the window's hours the skill existed; `use_rate` is uses
 * divided by views plus uses.
 */
export type Measure = { hours: number; uses: number; views: number; use_rate: number }

/** The changes from the first window to the second. `value` is the change of the metric named by `by`. */
export type Delta = {
  uses: number
  views: number
  use_rate: number
  by: 'use_rate' | 'uses'
  value: number
  /** The confidence interval of `value`. Null if the skill did not exist in one of the windows. */
  interval: { low: number; high: number } | null
}

type Estimate = { value: number; low: number; high: number }

/**
 * Compares the windows before and after an improvement: by use rate if both have views, else by uses per window. The
 * verdict is `inconclusive` if the 95 % interval of the difference contains 0.
 */
export function judge(baseline: Measure, post: Measure): { delta: Delta; verdict: Verdict } {
  const by = baseline.views > 0 && post.views > 0 ? 'use_rate' : 'uses'
  const [before, after] = [baseline, post].map(by === 'use_rate' ? useRate : usesPerWindow) as [Estimate, Estimate]
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

/** Estimates the use rate, with the score interval of a proportion (Wilson 1927, JASA 22:209). */
function useRate({ uses, views }: Measure): Estimate {
  const n = uses + views
  const value = uses / n
  const middle = (uses + Z ** 2 / 2) / (n + Z ** 2)
  const half = (Z / (n + Z ** 2)) * Math.sqrt((uses * views) / n + Z ** 2 / 4)
  return { value, low: middle - half, high: middle + half }
}

/** Estimates the uses in a full window, with the score interval of a Poisson count: all λ with (x − λ)² ≤ z²λ. */
function usesPerWindow({ uses, hours }: Measure): Estimate {
  const scale = IMPROVEMENT_WINDOW_HOURS / hours
  const middle = uses + Z ** 2 / 2
  const half = Z * Math.sqrt(uses + Z ** 2 / 4)
  return { value: scale * uses, low: scale * (middle - half), high: scale * (middle + half) }
}

/**
 * Combines two intervals into that of the difference: Newcombe's hybrid score interval for proportions (1998,
 * Statistics in Medicine 17:873, method 10), in general MOVER (Zou and Donner 2008, 27:1693). Unlike the plain normal
 * interval, it does not shrink to a point when a count is 0.
 */
function intervalOfDifference(before: Estimate, after: Estimate): { low: number; high: number } {
  const value = after.value - before.value
  return {
    low: rounded(value - Math.hypot(after.value - after.low, before.high - before.value)),
    high: rounded(value + Math.hypot(after.high - after.value, before.value - before.low)),
  }
}

/** Rounds to millionths. Never returns -0. */
const rounded = (x: number) => Math.round(x * 1e6) / 1e6 + 0
