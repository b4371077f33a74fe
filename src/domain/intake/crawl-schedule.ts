/** Crawl interval of a source in minutes: from a quarter of an hour to 30 days, one day by default. */
export const CRAWL_INTERVAL = { min: 15, max: 30 * 24 * 60, default: 24 * 60 }

const FIRST_WAIT_MIN = 5
const MAX_WAIT_MIN = 24 * 60

/**
 * Returns the minutes to wait after `failures` failures in a row: 10, 20, 40 …, at most the interval and at most a day.
 */
export const backoffMinutes = (failures: number, interval: number): number =>
  Math.min(interval, FIRST_WAIT_MIN * 2 ** Math.min(failures, 20), MAX_WAIT_MIN)

export const minutesAfter = (at: Date, minutes: number): Date => new Date(at.getTime() + minutes * 60_000)

/** How often a source changes, as far as crawls have seen: the smoothed minutes between changes, and when the last one was seen. */
export type Changes = { gapMinutes: number; changedAt: Date | null }

/** What is assumed of a source before its first crawls: a change a day. */
export const FIRST_GAP_MIN = 24 * 60
const GAP = { min: 30, max: 3 * 365 * 24 * 60 }
/** The weight of the last gap. */
const NEWEST = 0.3

/**
 * Takes in what a crawl has seen. Gaps differ by orders of magnitude, so their logarithms are averaged. A silence that
 * lasts longer than the gap is a longer gap.
 */
export function observeChange({ gapMinutes, changedAt }: Changes, at: Date, hasChanged: boolean): Changes {
  const silence = changedAt === null ? 0 : Math.max((at.getTime() - changedAt.getTime()) / 60_000, 0)
  const within = (gap: number) => Math.min(Math.max(gap, GAP.min), GAP.max)
  if (!hasChanged) return { gapMinutes: within(Math.max(gapMinutes, silence)), changedAt: changedAt ?? at }
  if (changedAt === null) return { gapMinutes: within(gapMinutes), changedAt: at }
  const mixed = Math.exp((1 - NEWEST) * Math.log(gapMinutes) + NEWEST * Math.log(within(silence)))
  return { gapMinutes: within(mixed), changedAt: at }
}

/**
 * Minutes until the next crawl: the square root of the gap, from a quarter of an hour to a day. With a budget of crawls, the sum
 * of all delays is least if intervals go by the square root (minimise Σ λτ/2 where Σ 1/τ is given).
 */
export const intervalFor = ({ gapMinutes }: Changes): number =>
  Math.min(Math.max(Math.round(Math.sqrt(gapMinutes)), CRAWL_INTERVAL.min), CRAWL_INTERVAL.default)
