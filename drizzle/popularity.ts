import { sql } from 'drizzle-orm'
import { doublePrecision, foreignKey, index, integer, pgTable, uuid } from 'drizzle-orm/pg-core'
import { time } from './columns.ts'
import { skills } from './skills.ts'

export const skillPopularity = pgTable(
  'skill_popularity',
  {
    skillId: uuid('skill_id').primaryKey(),
    githubStars: integer('github_stars').notNull().default(0),
    githubForks: integer('github_forks').notNull().default(0),
    githubLastUpdated: time('github_last_updated'),
    views1d: integer('views_1d').notNull().default(0),
    views7d: integer('views_7d').notNull().default(0),
    views30d: integer('views_30d').notNull().default(0),
    uses1d: integer('uses_1d').notNull().default(0),
    uses7d: integer('uses_7d').notNull().default(0),
    uses30d: integer('uses_30d').notNull().default(0),
    favoritesTotal: integer('favorites_total').notNull().default(0),
    // Quoted as in the earlier schema: a bare 0 is another expression in PostgreSQL's catalogue.
    popularityScore: doublePrecision('popularity_score').notNull().default(sql`'0'`),
    scoreUpdatedAt: time('score_updated_at').notNull(),
  },
  (t) => [
    foreignKey({ name: 'skill_popularity_skill_id_fkey', columns: [t.skillId], foreignColumns: [skills.id] }).onDelete(
      'cascade',
    ),
    index('ix_skill_popularity_score').on(t.popularityScore.desc().nullsFirst(), t.skillId.desc().nullsFirst()),
  ],
)
