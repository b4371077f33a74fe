import { index, pgTable, uuid } from 'drizzle-orm/pg-core'
import { time } from './columns.ts'

/** Skills whose answers the edge cache has to forget. Written when a change is published, deleted once it has been purged for good. */
export const cachePurges = pgTable(
  'cache_purges',
  {
    /** May be of a skill that is gone. */
    skillId: uuid('skill_id').primaryKey(),
    changedAt: time('changed_at').notNull(),
    /** When to purge next: at once, and again some minutes later. */
    dueAt: time('due_at').notNull(),
  },
  (t) => [index('ix_cache_purges_due').on(t.dueAt, t.skillId)],
)
