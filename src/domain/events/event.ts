export const EVENT_TYPES = ['view', 'use', 'favorite', 'unfavorite'] as const
export type EventType = (typeof EVENT_TYPES)[number]

/** Event types that need no site token. A favourite belongs to a user, so a site's server must vouch for whose it is. */
export const ANONYMOUS_TYPES: readonly EventType[] = ['view', 'use']

/** The last place in a list of results that is counted. */
export const LAST_SEARCH_POSITION = 100

/** For how many days the counts of search positions are kept. */
export const SEARCH_POSITION_DAYS = 400

/** The backoff for a raw event that could not be normalised. After `most` attempts it is dropped. */
export const RETRY = { firstSeconds: 15, capSeconds: 300, most: 3 } as const

const HOUR = 3_600_000
const MAX_AHEAD = HOUR
const MAX_BEHIND = 30 * 24 * HOUR

/**
 * Returns why an event cannot have happened at `at`, or null. Clocks may differ by an hour; an event older than 30 days
 * is outside every counting window.
 */
export function clockFault(at: Date, now: Date): 'occurred_in_the_future' | 'occurred_too_long_ago' | null {
  if (at.getTime() > now.getTime() + MAX_AHEAD) return 'occurred_in_the_future'
  if (at.getTime() < now.getTime() - MAX_BEHIND) return 'occurred_too_long_ago'
  return null
}
