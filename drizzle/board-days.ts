import { sql } from 'drizzle-orm'
import {
  bigint,
  boolean,
  date,
  doublePrecision,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  unique,
  uuid,
  varchar,
} from 'drizzle-orm/pg-core'
import { time } from './columns.ts'

/** The whole boards of a UTC day: what they contain, how far their build is, and its proof. */
export const boardDayBuilds = pgTable('board_day_builds', {
  day: date('day').primaryKey(),
  frozenAt: time('frozen_at').notNull(),
  runId: varchar('run_id', { length: 40 }).notNull(),
  /** The last hour and round of events that the frozen counts contain. */
  hour: time('hour').notNull(),
  round: bigint('round', { mode: 'number' }).notNull(),
  weightsVersion: integer('weights_version').notNull(),
  total: integer('total').notNull(),
  /** Places of a chunk. One hash for each chunk that is filled, in order. */
  chunkSize: integer('chunk_size').notNull(),
  chunkHashes: text('chunk_hashes').array().notNull().default(sql`'{}'`),
  hashVersion: integer('hash_version').notNull(),
  /** Set when all chunks are filled. From then on readers see the day. */
  contentHash: varchar('content_hash', { length: 64 }),
  switchedOnAt: time('switched_on_at'),
  /** Places whose tiers have been announced to the feed. */
  announced: integer('announced').notNull().default(0),
  completedAt: time('completed_at'),
})

/** The groups of a frozen day, with the averages that their members are scored against. */
export const boardDayGroups = pgTable(
  'board_day_groups',
  {
    day: date('day').notNull(),
    /** The category; all zeros for skills without one. */
    groupId: uuid('group_id').notNull(),
    /** Skills on the board, and those of them that have a power score. */
    total: integer('total').notNull(),
    members: integer('members').notNull(),
    /** Averages by stat, in the unit of the stats. NULL if the group has never been scored. */
    averages: jsonb('averages'),
  },
  (t) => [primaryKey({ name: 'pk_board_day_groups', columns: [t.day, t.groupId] })],
)

/** What a day's places are computed from, frozen in one statement. Partitioned by day. */
export const boardDayInputs = pgTable(
  'board_day_inputs',
  {
    day: date('day').notNull(),
    /** Place on the global board by popularity. */
    rank: integer('rank').notNull(),
    skillId: uuid('skill_id').notNull(),
    categoryId: uuid('category_id'),
    updatedAt: time('updated_at').notNull(),
    score: doublePrecision('score').notNull(),
    powerScore: integer('power_score'),
    githubStars: integer('github_stars').notNull(),
    githubForks: integer('github_forks').notNull(),
    uses30d: integer('uses_30d').notNull(),
    views30d: integer('views_30d').notNull(),
    favoritesTotal: integer('favorites_total').notNull(),
    /** Whole UTC days since the content last changed. */
    ageDays: integer('age_days').notNull(),
  },
  (t) => [primaryKey({ name: 'pk_board_day_inputs', columns: [t.day, t.rank] })],
)

/** A skill's places on a day's boards. Partitioned by day. */
export const boardDays = pgTable(
  'board_days',
  {
    day: date('day').notNull(),
    rank: integer('rank').notNull(),
    skillId: uuid('skill_id').notNull(),
    categoryId: uuid('category_id'),
    score: doublePrecision('score').notNull(),
    powerScore: integer('power_score'),
    powerPosition: integer('power_position').notNull(),
    /** NULL without a category. */
    categoryRank: integer('category_rank'),
    categoryPowerPosition: integer('category_power_position'),
    /** In its group. NULL without a power score. */
    percentile: doublePrecision('percentile'),
    powerRank: varchar('power_rank', { length: 2 }),
    relaxed: boolean('relaxed'),
  },
  (t) => [
    primaryKey({ name: 'pk_board_days', columns: [t.day, t.rank] }),
    unique('uq_board_days_skill').on(t.day, t.skillId),
    index('ix_board_days_power').on(t.powerPosition),
    index('ix_board_days_category').on(t.categoryId, t.categoryRank),
    index('ix_board_days_category_power').on(t.categoryId, t.categoryPowerPosition),
  ],
)
