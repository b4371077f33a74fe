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
