import { boolean, index, pgTable, uuid, varchar } from 'drizzle-orm/pg-core'
import { time } from './columns.ts'

/** Changes of the catalogue that have begun and are worked off in pages, because they concern too many skills for one statement. */
export const unfinishedChanges = pgTable(
  'unfinished_changes',
  {
    /** The id of a tag, category alias or publisher, or the hash of a content. */
    subject: varchar('subject', { length: 80 }).primaryKey(),
    /** As in the audit log; also `publisher.rename`, and `skill.refold` for the copies of a content. */
    action: varchar('action', { length: 40 }).notNull(),
    /** The skills up to this id are done. Only for changes whose remaining skills cannot be told from the rows. */
    afterId: uuid('after_id'),
    /** Whether the skills count as updated. */
    renews: boolean('renews').notNull().default(true),
    /** Who makes the change. NULL if it follows from another one. */
    actor: varchar('actor', { length: 120 }),
    requestId: varchar('request_id', { length: 255 }),
    startedAt: time('started_at').notNull(),
  },
  (t) => [index('ix_unfinished_changes_started').on(t.startedAt, t.subject)],
)
