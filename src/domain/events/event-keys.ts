const DAY_MS = 24 * 3_600_000

/** The ids of events are known by periods of so many days: those of the current one and of the one before it. */
export const KEY_PERIOD_DAYS = 30

/** The first days (YYYY-MM-DD, UTC) of the period of `now` and of the one before it. Periods are counted from 1970-01-01. */
export function keyPeriodsOf(now: Date): { current: string; previous: string } {
  const periodMs = KEY_PERIOD_DAYS * DAY_MS
  const start = Math.floor(now.getTime() / periodMs) * periodMs
  const dayOf = (ms: number) => new Date(ms).toISOString().slice(0, 10)
  return { current: dayOf(start), previous: dayOf(start - periodMs) }
}
