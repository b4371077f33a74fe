export const EVENT_TYPES = ['view', 'use', 'favorite', 'unfavorite'] as const
export type EventType = (typeof EVENT_TYPES)[number]

const HOUR = 3_600_000
const MAX_AHEAD = HOUR
const MAX_BEHIND = 30 * 24 * HOUR

/** Why an event cannot have happened at `at`: clocks differ by an hour at most, and older than 30 days leaves every window. */
export function clockFault(at: Date, now: Date): 'occurred_in_the_future' | 'occurred_too_long_ago' | null {
  if (at.getTime() > now.getTime() + MAX_AHEAD) return 'occurred_in_the_future'
  if (at.getTime() < now.getTime() - MAX_BEHIND) return 'occurred_too_long_ago'
  return null
}
