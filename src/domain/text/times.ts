/**
 * The RFC 3339 times that PostgreSQL takes: it has no year 0, no UTC offset beyond 14 hours, and no room for a fraction
 * of any length. Checks only that range; the text must be a valid time otherwise.
 */
export const STORABLE_TIME = /^(?!0000|.*\.\d{10}).*(Z|[+-](0\d:\d\d|1[0-3]:\d\d|14:00))$/

/** The days that PostgreSQL takes: it has no year 0. Checks only that. */
export const STORABLE_DAY = /^(?!0000)/
