import { date, doublePrecision, foreignKey, index, integer, pgTable, unique, uuid, varchar } from 'drizzle-orm/pg-core'
import { time } from './columns.ts'
import { skills } from './skills.ts'

/** One row a board and day. */
export const rankSnapshots = pgTable(
  'rank_snapshots',
  {
    id: uuid('id').primaryKey().defaultRandom(),
    snapshotDate: date('snapshot_date').notNull(),
    scope: varchar('scope', { length: 20 }).notNull(),
    categoryId: uuid('category_id'),
    generatedAt: time('generated_at').notNull(),
    total: integer('total').notNull(),
    runId: varchar('run_id', { length: 40 }),
    contentHash: varchar('content_hash', { length: 64 }),
  },
  (t) => [unique('uq_rank_snapshots_board').on(t.snapshotDate, t.scope, t.categoryId).nullsNotDistinct()],
)

/** The entries of the boards. */
export const skillRankSnapshots = pgTable(
  'skill_rank_snapshots',
  {
    id: uuid('id').primaryKey(),
    snapshotDate: date('snapshot_date').notNull(),
    scope: varchar('scope', { length: 20 }).notNull(),
    categoryId: uuid('category_id'),
    skillId: uuid('skill_id').notNull(),
    rank: integer('rank').notNull(),
    score: doublePrecision('score').notNull(),
    createdAt: time('created_at').notNull(),
    /** NULL: an entry of the earlier system that names its skill a second time on one board. */
    snapshotId: uuid('snapshot_id'),
  },
  (t) => [
    foreignKey({
      name: 'skill_rank_snapshots_snapshot_id_fkey',
      columns: [t.snapshotId],
      foreignColumns: [rankSnapshots.id],
    }).onDelete('cascade'),
    unique('uq_skill_rank_snapshots_entry').on(t.snapshotId, t.skillId),
    index('ix_skill_rank_snapshots_rank').on(t.snapshotId, t.rank),
    foreignKey({
      name: 'skill_rank_snapshots_skill_id_fkey',
      columns: [t.skillId],
      foreignColumns: [skills.id],
    }).onDelete('cascade'),
    index('ix_rank_snapshots_date_scope').on(t.snapshotDate, t.scope, t.categoryId),
    index('ix_skill_rank_snapshots_skill_id').on(t.skillId),
  ],
)
