/**
 * The rules of counting. A rule that changes gets a new version, and each stored event keeps the version under which it was
 * judged. Version 1 had no limits by address, and any token of a site could set favourites.
 */
export const COUNTING = {
  version: 2,
  /** Who vouches for the actors of its events. Any visitor can get a page's token; only a site's server has the secret. */
  vouches: { siteServer: true, sitePage: false, nobody: false },
  /**
   * The limits of what nobody vouches for, by the address of the sender (IPv4 /32, IPv6 /64). Such events count on the UTC
   * day of their receipt, and never as favourites.
   */
  unvouched: { actorsPerSkillAndDay: 3, eventsPerDay: 100, maxHoursOld: 24 },
} as const

/**
 * The counters of addresses are kept for so many days. A queue holds an event for at most 14 days, so no event of an older
 * day can arrive.
 */
export const ADDRESS_COUNTER_DAYS = 15

const { actorsPerSkillAndDay, eventsPerDay, maxHoursOld } = COUNTING.unvouched

/** Why a stored event does not count. */
export const EXCLUSIONS = {
  bot: 'sent by a crawler',
  not_vouched: 'a favourite that no site’s server vouches for',
  too_old: `over ${maxHoursOld} hours old when it was received, and no site’s server vouches for it`,
  address_limit: `no site’s server vouches for it, and on that UTC day its address already had ${actorsPerSkillAndDay} actors for the skill, or ${eventsPerDay} counted events`,
  repeat_in_day: 'the actor already viewed or used the skill on that UTC day',
  no_change: 'the favourite was already in that state',
  superseded: 'a later favourite or unfavourite by the actor arrived before it',
  duplicate_event_id: 'an event with this id was already stored',
} as const
