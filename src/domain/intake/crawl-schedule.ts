/** How often a source may be crawled, in minutes: every quarter of an hour to every 30 days; once a day where nobody says. */
export const CRAWL_INTERVAL = { min: 15, max: 30 * 24 * 60, default: 24 * 60 }

const FIRST_WAIT_MIN = 5
const MAX_WAIT_MIN = 24 * 60

/** Minutes until a source is asked again after it has failed `failures` times in a row: 10, 20, 40 …, never later than its interval or a day. */
export const backoffMinutes = (failures: number, interval: number): number =>
  Math.min(interval, FIRST_WAIT_MIN * 2 ** Math.min(failures, 20), MAX_WAIT_MIN)

/** `minutes` after a point in time. */
export const minutesAfter = (at: Date, minutes: number): Date => new Date(at.getTime() + minutes * 60_000)
