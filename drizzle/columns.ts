import { customType, timestamp } from 'drizzle-orm/pg-core'

/** A point in time, read and written as text: neither a time zone nor a microsecond gets lost in a Date. */
export const time = (name: string) => timestamp(name, { withTimezone: true, mode: 'string' })

/** The words of a text in PostgreSQL's own search form. */
export const tsvector = customType<{ data: string }>({ dataType: () => 'tsvector' })

export const bytea = customType<{ data: Uint8Array }>({ dataType: () => 'bytea' })
