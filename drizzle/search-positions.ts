import { sql } from 'drizzle-orm'
import { check, date, integer, pgTable, primaryKey, smallint, varchar } from 'drizzle-orm/pg-core'
import { LAST_SEARCH_POSITION } from '../src/domain/events/event.ts'

/**
 * How many counted views and uses of a UTC day came from each place in a list of search results. Nothing ties a row to a skill, a
 * search or a sender. Deleted after some time.
 */
export const searchPositions = pgTable(
  'search_positions',
  {
    day: date('day').notNull(),
    eventType: varchar('event_type', { length: 20 }).notNull(),
    /** From 1. */
    position: smallint('position').notNull(),
    events: integer('events').notNull(),
  },
  (t) => [
    primaryKey({ name: 'search_positions_pkey', columns: [t.day, t.eventType, t.position] }),
    check('ck_search_positions_position', sql.raw(`position between 1 and ${LAST_SEARCH_POSITION}`)),
  ],
)
