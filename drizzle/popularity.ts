import { sql } from 'drizzle-orm'
import {
  bigint,
  boolean,
  doublePrecision,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  uuid,
  varchar,
} from 'drizzle-orm/pg-core'
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
    // Quoted as in the earlier schema: PostgreSQL's catalogue tells '0' from 0.
    popularityScore: doublePrecision('popularity_score').notNull().default(sql`'0'`),
    scoreUpdatedAt: time('score_updated_at').notNull(),
    /** The stats behind the power score. NULL if the skill is not scored: it is unlisted, or a stat is not a number. */
    statsPayload: jsonb('stats_payload'),
    powerScore: integer('power_score'),
    /** Tier in the category, `S1` to `D5`. */
    powerRank: varchar('power_rank', { length: 2 }),
    relaxed: boolean('relaxed'),
    percentile: doublePrecision('percentile'),
    globalRank: integer('global_rank'),
    categoryRank: integer('category_rank'),
    /** When stars and forks were last fetched from GitHub. */
    lastFetchedAt: time('last_fetched_at'),
    /** When its score last changed. */
    lastScoredAt: time('last_scored_at'),
  },
  (t) => [
    foreignKey({ name: 'skill_popularity_skill_id_fkey', columns: [t.skillId], foreignColumns: [skills.id] }).onDelete(
      'cascade',
    ),
    index('ix_skill_popularity_score').on(t.popularityScore.desc().nullsFirst(), t.skillId.desc().nullsFirst()),
  ],
)

/** The last UTC hour and the last round of normalizing that the popularity contains. One row. */
export const popularityState = pgTable('popularity_state', {
  singleton: boolean('singleton').primaryKey().default(true),
  hour: time('hour').notNull(),
  round: bigint('round', { mode: 'number' }).notNull(),
  /** The tick of the last count. It holds for all skills: a count that did not change is as fresh as one that did. */
  countedAt: time('counted_at'),
})

/** The averages that the members of a group were last scored against. */
export const scoreGroups = pgTable('score_groups', {
  /** The category; all zeros for skills without one. */
  groupId: uuid('group_id').primaryKey(),
  members: integer('members').notNull(),
  /** Averages by stat, in the unit of the stats. */
  averages: jsonb('averages').notNull(),
  weightsVersion: integer('weights_version').notNull(),
  scoredAt: time('scored_at').notNull(),
})
