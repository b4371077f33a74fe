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

/** One row a build of a board. A build never changes; a newer one of the same day takes its place, and it is kept for a while for who reads it. */
export const rankSnapshots = pgTable(
  'rank_snapshots',
  {
    id: uuid('id').primaryKey().defaultRandom(),
    snapshotDate: date('snapshot_date').notNull(),
    scope: varchar('scope', { length: 20 }).notNull(),
    categoryId: uuid('category_id'),
    /** When the board was last found to be so. */
    generatedAt: time('generated_at').notNull(),
    total: integer('total').notNull(),
    runId: varchar('run_id', { length: 40 }),
    contentHash: varchar('content_hash', { length: 64 }),
    /** Of the inputs of a global board's entries: another skill's stars may change no place, and still belong to the proof. */
    inputsHash: varchar('inputs_hash', { length: 64 }),
    /** NULL: the day's board as it stands. */
    supersededAt: time('superseded_at'),
    /** Up to where events are in it, and by which weights it was made; NULL: before that was kept. */
    hour: time('hour'),
    round: bigint('round', { mode: 'number' }),
    weightsVersion: integer('weights_version'),
  },
  (t) => [
    uniqueIndex('uq_rank_snapshots_current')
      .on(t.snapshotDate, t.scope, sql`coalesce(category_id, '00000000-0000-0000-0000-000000000000'::uuid)`)
      .where(sql`superseded_at is null`),
  ],
)

/** The entries of the boards. No foreign key: it would check each of the rows that every tick writes, and a skill is hardly ever deleted. */
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
    /** NULL: an entry of the earlier system that names its skill a second time on one board. */
    snapshotId: uuid('snapshot_id'),
    powerScore: integer('power_score'),
    powerRank: varchar('power_rank', { length: 2 }),
    percentile: doublePrecision('percentile'),
    /** Place by power score. */
    powerPosition: integer('power_position'),
    /** On global boards: what was not counted from events, for whoever recomputes the board. */
    inputs: jsonb('inputs'),
  },
  (t) => [
    unique('uq_skill_rank_snapshots_entry').on(t.snapshotId, t.skillId),
    index('ix_skill_rank_snapshots_rank').on(t.snapshotId, t.rank),
    index('ix_skill_rank_snapshots_power').on(t.snapshotId, t.powerPosition),
  ],
)
