export const EVENT_TYPES = ['view', 'use', 'favorite', 'unfavorite'] as const
export type EventType = (typeof EVENT_TYPES)[number]

/** What nobody needs to vouch for. A favourite is a state of somebody, so a site has to say whose. */
export const ANONYMOUS_TYPES: readonly EventType[] = ['view', 'use']

/** Why an event that is stored does not count. */
export const EXCLUSIONS = {
  bot: 'sent by a crawler',
  repeat_in_day: 'the actor has viewed or used the skill on that UTC day already',
  no_change: 'the favourite was set, or was not set, already',
  superseded: 'a later favourite or unfavourite of the actor came in before it',
  duplicate_event_id: 'an event of this id was stored already',
} as const

/** When a raw event that could not be normalised is tried again; after `most` tries it is dropped. */
export const RETRY = { firstSeconds: 15, capSeconds: 300, most: 3 } as const

const HOUR = 3_600_000
const MAX_AHEAD = HOUR
const MAX_BEHIND = 30 * 24 * HOUR

/** Why an event cannot have happened at `at`: clocks differ by an hour at most, and older than 30 days leaves every window. */
export function clockFault(at: Date, now: Date): 'occurred_in_the_future' | 'occurred_too_long_ago' | null {
  if (at.getTime() > now.getTime() + MAX_AHEAD) return 'occurred_in_the_future'
  if (at.getTime() < now.getTime() - MAX_BEHIND) return 'occurred_too_long_ago'
  return null
}
