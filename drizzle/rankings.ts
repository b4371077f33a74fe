import { sql } from 'drizzle-orm'
import {
  bigint,
  date,
  doublePrecision,
  index,
  integer,
  jsonb,
  pgTable,
  unique,
  uniqueIndex,
  uuid,
  varchar,
} from 'drizzle-orm/pg-core'
import { time } from './columns.ts'

/** Builds of boards. A build never changes. After a newer one of the same day has replaced it, it stays readable for an hour. */
export const rankSnapshots = pgTable(
  'rank_snapshots',
  {
    id: uuid('id').primaryKey().defaultRandom(),
    snapshotDate: date('snapshot_date').notNull(),
    scope: varchar('scope', { length: 20 }).notNull(),
    categoryId: uuid('category_id'),
    /** When the board was last built with this content. */
    generatedAt: time('generated_at').notNull(),
    total: integer('total').notNull(),
    /** How many places by either order are stored. NULL in older builds, which have all. */
    kept: integer('kept'),
    runId: varchar('run_id', { length: 40 }),
    contentHash: varchar('content_hash', { length: 64 }),
    /** The hash of a global board's inputs. New inputs that change no place are still part of the proof. */
    inputsHash: varchar('inputs_hash', { length: 64 }),
    /** NULL for the current build of the day. */
    supersededAt: time('superseded_at'),
    /** The last hour and round of events that it contains, and its weights. NULL in builds older than these columns. */
    hour: time('hour'),
    round: bigint('round', { mode: 'number' }),
    weightsVersion: integer('weights_version'),
    /** On a global board: the averages that each group was scored against, by group. NULL in older builds. */
    averages: jsonb('averages'),
  },
  (t) => [
    uniqueIndex('uq_rank_snapshots_current')
      .on(t.snapshotDate, t.scope, sql`coalesce(category_id, '00000000-0000-0000-0000-000000000000'::uuid)`)
      .where(sql`superseded_at is null`),
  ],
)

/** The entries of boards. Without a foreign key, which would cost a check for each row that a tick writes. */
export const skillRankSnapshots = pgTable(
  'skill_rank_snapshots',
  {
    id: uuid('id').notNull().defaultRandom(),
    snapshotDate: date('snapshot_date').notNull(),
    scope: varchar('scope', { length: 20 }).notNull(),
    categoryId: uuid('category_id'),
    skillId: uuid('skill_id').notNull(),
    rank: integer('rank').notNull(),
    score: doublePrecision('score').notNull(),
    createdAt: time('created_at').notNull(),
    /** NULL for entries of the earlier system that repeat a skill on one board. */
    snapshotId: uuid('snapshot_id'),
    powerScore: integer('power_score'),
    powerRank: varchar('power_rank', { length: 2 }),
    percentile: doublePrecision('percentile'),
    /** When its skill had last changed, by which ties are ordered. NULL in older entries. */
    changedAt: time('changed_at'),
    /** Place by power score. */
    powerPosition: integer('power_position'),
    /** On global boards: the inputs that are not counted from events, to recompute the board from. */
    inputs: jsonb('inputs'),
  },
  (t) => [
    unique('uq_skill_rank_snapshots_entry').on(t.snapshotId, t.skillId),
    index('ix_skill_rank_snapshots_rank').on(t.snapshotId, t.rank),
    index('ix_skill_rank_snapshots_power').on(t.snapshotId, t.powerPosition),
  ],
)
