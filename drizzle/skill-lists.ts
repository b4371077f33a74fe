import { index, pgTable, uuid, varchar } from 'drizzle-orm/pg-core'
import { time } from './columns.ts'

/** Lists of skills that somebody has put together, such as those of a lockfile. A list never changes. */
export const skillLists = pgTable(
  'skill_lists',
  {
    /** The first digits of the SHA-256 of its members: the same skills are one list. */
    id: varchar('id', { length: 32 }).primaryKey(),
    skills: uuid('skills').array().notNull(),
    createdAt: time('created_at').notNull(),
  },
  (t) => [index('ix_skill_lists_created').on(t.createdAt)],
)
