const DAY_MS = 24 * 3_600_000

/** How many days a period of event ids lasts. The ids of the current period and of the one before it are known. */
export const KEY_PERIOD_DAYS = 30

/** The first days (YYYY-MM-DD, UTC) of the period of `now` and of the one before it. Periods are counted from 1970-01-01. */
export function keyPeriodsOf(now: Date): { current: string; previous: string } {
  const periodMs = KEY_PERIOD_DAYS * DAY_MS
  const start = Math.floor(now.getTime() / periodMs) * periodMs
  const dayOf = (ms: number) => new Date(ms).toISOString().slice(0, 10)
  return { current: dayOf(start), previous: dayOf(start - periodMs) }
}
