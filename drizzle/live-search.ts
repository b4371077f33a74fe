import { bigint, index, pgTable, primaryKey, text, uuid, varchar } from 'drizzle-orm/pg-core'
import { time } from './columns.ts'

/** Places at GitHub that live searches read now, or found to hold no skill. A place is a repository, or a path in it, in lower case. */
export const liveLookups = pgTable(
  'live_lookups',
  {
    place: text('place').primaryKey(),
    /** Who reads the place now, until then. */
    claim: uuid('claim'),
    claimedUntil: time('claimed_until').notNull(),
    /** Until then nobody asks GitHub again. */
    missingUntil: time('missing_until'),
    updatedAt: time('updated_at').notNull(),
  },
  (t) => [index('ix_live_lookups_updated').on(t.updatedAt)],
)

/** What live searches have used of their budgets: GitHub requests by hour, stored bytes by UTC day. */
export const liveSpending = pgTable(
  'live_spending',
  {
    kind: varchar('kind', { length: 20 }).notNull(),
    startsAt: time('starts_at').notNull(),
    used: bigint('used', { mode: 'number' }).notNull(),
  },
  (t) => [primaryKey({ name: 'pk_live_spending', columns: [t.kind, t.startsAt] })],
)
