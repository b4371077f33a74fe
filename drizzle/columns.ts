import { customType, timestamp } from 'drizzle-orm/pg-core'

/** A point in time, read and written as text. A Date would lose the microseconds. */
export const time = (name: string) => timestamp(name, { withTimezone: true, mode: 'string' })

export const bytea = customType<{ data: Uint8Array }>({ dataType: () => 'bytea' })

/** A text whose order is that of its UTF-8 bytes, in every database. */
export const byteOrderedText = customType<{ data: string }>({ dataType: () => 'text COLLATE "C"' })
