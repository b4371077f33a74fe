import { sql } from 'drizzle-orm'
import { bigint, boolean, index, integer, json, pgTable, primaryKey, unique, uuid, varchar } from 'drizzle-orm/pg-core'
import { time } from './columns.ts'

/** Changed things with their new state. Written in the transaction of the change, published by `publish-outbox`. */
export const publishOutbox = pgTable(
  'publish_outbox',
  {
    /** Assigned while the thing is locked, so the higher of two ids is the later state. */
    id: bigint('id', { mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    kind: varchar('kind', { length: 20 }).notNull(),
    sourceId: uuid('source_id').notNull(),
    /** Canonical JSON, byte for byte. NULL once processed. */
    payload: json('payload'),
    payloadHash: varchar('payload_hash', { length: 64 }).notNull(),
    schemaVersion: integer('schema_version').notNull().default(1),
    deleted: boolean('deleted').notNull().default(false),
    enqueuedAt: time('enqueued_at').notNull().defaultNow(),
    processedAt: time('processed_at'),
  },
  (t) => [index('ix_publish_outbox_due').on(t.id).where(sql`processed_at is null`)],
)

/** The newest state of each thing that was ever enqueued, as the feed shows it. */
export const publishedItems = pgTable(
  'published_items',
  {
    kind: varchar('kind', { length: 20 }).notNull(),
    sourceId: uuid('source_id').notNull(),
    /** Its place in the feed. NULL if it was never published; the row then keeps older states from being published. */
    seq: bigint('seq', { mode: 'number' }),
    /** The newest outbox row that was folded into it. */
    outboxId: bigint('outbox_id', { mode: 'number' }).notNull(),
    payload: json('payload').notNull(),
    /** Bytes of the payload, to limit the size of pages. */
    size: integer('size').notNull(),
    payloadHash: varchar('payload_hash', { length: 64 }).notNull(),
    schemaVersion: integer('schema_version').notNull(),
    deleted: boolean('deleted').notNull(),
    publishedAt: time('published_at').notNull(),
  },
  (t) => [
    primaryKey({ name: 'pk_published_items', columns: [t.kind, t.sourceId] }),
    unique('uq_published_items_seq').on(t.seq),
    index('ix_published_items_kind_seq').on(t.kind, t.seq),
    index('ix_published_items_tombstones').on(t.publishedAt).where(sql`deleted`),
  ],
)

/** The last assigned `seq`, and the highest `seq` of a deleted tombstone. One row. */
export const feedState = pgTable('feed_state', {
  singleton: boolean('singleton').primaryKey().default(true),
  latestSeq: bigint('latest_seq', { mode: 'number' }).notNull().default(0),
  prunedSeq: bigint('pruned_seq', { mode: 'number' }).notNull().default(0),
})

/** How far the items of each kind have been published again since their schema last changed. */
export const feedFolds = pgTable('feed_folds', {
  kind: varchar('kind', { length: 20 }).primaryKey(),
  schemaVersion: integer('schema_version').notNull(),
  /** The last id that has been published again. NULL once all have been. */
  afterId: uuid('after_id'),
})
