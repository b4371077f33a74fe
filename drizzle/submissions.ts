import { index, pgTable, text, uuid, varchar } from 'drizzle-orm/pg-core'
import { time } from './columns.ts'

/** Repositories that somebody without an account has submitted, and what came of it. */
export const submissions = pgTable(
  'submissions',
  {
    /** As it was submitted, `owner/name` in lower case. */
    repo: varchar('repo', { length: 201 }).primaryKey(),
    /** Who asks GitHub for it now, until then. */
    claim: uuid('claim'),
    claimedUntil: time('claimed_until').notNull(),
    /** A keyed hash of the address that submitted it last. */
    addressHash: varchar('address_hash', { length: 64 }),
    /** The address to whose bytes its crawls of this UTC day are charged. */
    paidBy: varchar('paid_by', { length: 64 }),
    submittedAt: time('submitted_at').notNull(),
    /** When GitHub was last asked for it. NULL if it never answered. */
    checkedAt: time('checked_at'),
    /** `accepted`, or the kind of problem that it was refused with. */
    outcome: varchar('outcome', { length: 40 }),
    /** Why it was refused, or what there is to know of it. */
    message: text('message'),
    /** As GitHub calls it now. */
    fullName: varchar('full_name', { length: 201 }),
  },
  (t) => [
    index('ix_submissions_address').on(t.addressHash, t.submittedAt),
    index('ix_submissions_submitted').on(t.submittedAt),
  ],
)

/** Deliveries of GitHub's webhook that were acted on. One that comes again is not. */
export const githubDeliveries = pgTable(
  'github_deliveries',
  {
    /** As GitHub numbers it. */
    id: uuid('id').primaryKey(),
    receivedAt: time('received_at').notNull(),
  },
  (t) => [index('ix_github_deliveries_received').on(t.receivedAt)],
)
