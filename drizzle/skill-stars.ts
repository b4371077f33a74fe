import { foreignKey, pgTable, primaryKey, uuid, varchar } from 'drizzle-orm/pg-core'
import { time } from './columns.ts'
import { skills } from './skills.ts'

/** Who has starred which skill here. These stars are not GitHub's, and no favourites: nobody but the account vouches for them. */
export const skillStars = pgTable(
  'skill_stars',
  {
    skillId: uuid('skill_id').notNull(),
    /** The user name of the account. */
    username: varchar('username', { length: 120 }).notNull(),
    createdAt: time('created_at').notNull(),
  },
  (t) => [
    primaryKey({ name: 'pk_skill_stars', columns: [t.skillId, t.username] }),
    foreignKey({ name: 'skill_stars_skill_id_fkey', columns: [t.skillId], foreignColumns: [skills.id] }).onDelete(
      'cascade',
    ),
  ],
)
