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
    // Quoted as in the earlier schema: a bare 0 is another expression in PostgreSQL's catalogue.
    popularityScore: doublePrecision('popularity_score').notNull().default(sql`'0'`),
    scoreUpdatedAt: time('score_updated_at').notNull(),
    /** The stats that the power score was made of; NULL: not scored, as it is not listed or has a stat that is no number. */
    statsPayload: jsonb('stats_payload'),
    powerScore: integer('power_score'),
    /** Tier in the category, `S1` to `D5`. */
    powerRank: varchar('power_rank', { length: 2 }),
    relaxed: boolean('relaxed'),
    percentile: doublePrecision('percentile'),
    globalRank: integer('global_rank'),
    categoryRank: integer('category_rank'),
    /** When the stats of its source, such as stars, were last brought in. */
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

/** Up to where events are in the popularity: the UTC hour that the windows end with, and the round of normalising. One row. */
export const popularityState = pgTable('popularity_state', {
  singleton: boolean('singleton').primaryKey().default(true),
  hour: time('hour').notNull(),
  round: bigint('round', { mode: 'number' }).notNull(),
})

/** What the members of a group were held against when they were last scored. */
export const scoreGroups = pgTable('score_groups', {
  /** The category; all zeroes for what has none. */
  groupId: uuid('group_id').primaryKey(),
  members: integer('members').notNull(),
  /** Averages by stat, in the unit of the stats. */
  averages: jsonb('averages').notNull(),
  weightsVersion: integer('weights_version').notNull(),
  scoredAt: time('scored_at').notNull(),
})
