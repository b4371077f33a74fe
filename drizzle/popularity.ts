import { type SQL, sql } from 'drizzle-orm'
import {
  bigint,
  boolean,
  date,
  doublePrecision,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  unique,
  uuid,
  varchar,
} from 'drizzle-orm/pg-core'
import { time } from './columns.ts'
import { skills } from './skills.ts'

/** An id with each digit inverted: it descends where ids ascend. */
export const tieOf = (id: SQL): SQL => sql`translate(${id}::text, '0123456789abcdef', 'fedcba9876543210')::uuid`

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
    /** Whether it has a place on the boards: as of the last scoring, it is active and no duplicate. */
    listed: boolean('listed').notNull().default(false),
    /** The category, and `updated_at` of the skill, as of the last scoring. */
    categoryId: uuid('category_id'),
    changedAt: time('changed_at'),
    /** The popularity score by which it is placed: that of the last scoring. */
    placedScore: doublePrecision('placed_score').notNull().default(sql`'0'`),
    /** The power score by which it is placed. Skills without one come last. */
    powerOrder: integer('power_order').notNull().generatedAlwaysAs(sql.raw('coalesce(power_score, -1)')),
    /** The id with each digit inverted. As ids ascend, it descends like the other keys, so one row comparison compares all. */
    tie: uuid('tie')
      .notNull()
      .generatedAlwaysAs(tieOf(sql.raw('skill_id'))),
    /** When stars and forks were last fetched from GitHub. */
    lastFetchedAt: time('last_fetched_at'),
    /** When its score last changed. */
    lastScoredAt: time('last_scored_at'),
  },
  (t) => [
    foreignKey({ name: 'skill_popularity_skill_id_fkey', columns: [t.skillId], foreignColumns: [skills.id] }).onDelete(
      'cascade',
    ),
    // Not by `popularity_score`: a new count then changes no indexed column, and its update stays on the page (HOT).
    index('ix_skill_popularity_placed').on(t.placedScore.desc().nullsFirst(), t.skillId.desc().nullsFirst()),
    // Its predicate reads only indexed columns: `stats_payload` changes often, and an index that reads it prevents HOT updates.
    index('ix_skill_popularity_unscored').on(t.skillId).where(sql`${t.listed} and ${t.powerOrder} < 0`),
    // The orders of the boards, last place first: of the global one and of a category's, by popularity and by power.
    index('ix_skill_popularity_board').on(t.placedScore, t.changedAt, t.tie).where(sql`${t.listed}`),
    index('ix_skill_popularity_category').on(t.categoryId, t.placedScore, t.changedAt, t.tie).where(sql`${t.listed}`),
    index('ix_skill_popularity_power').on(t.powerOrder, t.placedScore, t.changedAt, t.tie).where(sql`${t.listed}`),
    index('ix_skill_popularity_category_power')
      .on(t.categoryId, t.powerOrder, t.placedScore, t.changedAt, t.tie)
      .where(sql`${t.listed}`),
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

/** The groups in which skills are compared. */
export const scoreGroups = pgTable('score_groups', {
  /** The category; all zeros for skills without one. */
  groupId: uuid('group_id').primaryKey(),
  members: integer('members').notNull(),
  /** The sums of the members' stats, in the unit of the stats. NULL: to be added up again. */
  sums: jsonb('sums'),
  /** The averages that all members are scored against. NULL until the first scoring of the group. */
  averages: jsonb('averages'),
  weightsVersion: integer('weights_version').notNull(),
  /** When the averages were taken. */
  scoredAt: time('scored_at'),
})

/** How many members of a group have a power score. Triggers keep it. Rows may be left with 0 members. */
export const scoreCounts = pgTable(
  'score_counts',
  {
    groupId: uuid('group_id').notNull(),
    powerScore: integer('power_score').notNull(),
    members: integer('members').notNull(),
  },
  (t) => [primaryKey({ name: 'pk_score_counts', columns: [t.groupId, t.powerScore] })],
)

/** How many power scores a band has: what is ahead of a score is then summed over few rows. */
export const BAND = 25

/** The members of a group by bands of `BAND` power scores: the sums of `score_counts`. Triggers keep them. */
export const scoreBands = pgTable(
  'score_bands',
  {
    groupId: uuid('group_id').notNull(),
    /** The power score divided by `BAND`. */
    band: integer('band').notNull(),
    members: integer('members').notNull(),
  },
  (t) => [primaryKey({ name: 'pk_score_bands', columns: [t.groupId, t.band] })],
)

/** Skills to look at in the next scoring. Triggers note them; a skill may be noted several times. */
export const scoreChanges = pgTable('score_changes', { skillId: uuid('skill_id').notNull() })

/** The UTC day as of which ages are scored, and how far its pass over all skills has come. One row. */
export const scoreState = pgTable('score_state', {
  singleton: boolean('singleton').primaryKey().default(true),
  day: date('day').notNull(),
  /** The last skill that the pass has looked at. NULL once it has looked at all. */
  afterId: uuid('after_id'),
})

/**
 * The board's entries that come at or after these keys and before those of the next bucket. Keys descend. Triggers keep
 * the counts. The first bucket of a board has the greatest possible keys.
 */
export const boardBuckets = pgTable(
  'board_buckets',
  {
    id: bigint('id', { mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    /** The category; all zeros for the global board. */
    boardId: uuid('board_id').notNull(),
    /** `popularity` or `power`. */
    by: varchar('by', { length: 10 }).notNull(),
    /** 0 in the order by popularity. */
    powerOrder: integer('power_order').notNull(),
    score: doublePrecision('score').notNull(),
    changedAt: time('changed_at').notNull(),
    tie: uuid('tie').notNull(),
    members: integer('members').notNull(),
  },
  (t) => [unique('uq_board_buckets_keys').on(t.boardId, t.by, t.powerOrder, t.score, t.changedAt, t.tie)],
)
