import { sql } from 'drizzle-orm'
import { bigint, foreignKey, index, integer, jsonb, pgTable, text, unique, uuid, varchar } from 'drizzle-orm/pg-core'
import { time } from './columns.ts'

/** Addresses that authors have told what happens to the skills of a repository or catalogue. */
export const authorHooks = pgTable(
  'author_hooks',
  {
    id: uuid('id').primaryKey(),
    /** What was proven (`skill_sources.proof_key`), and its name then. */
    proofKey: text('proof_key').notNull(),
    /** Whose that was: `publishers.owner_key`. NULL if it speaks for no publisher. */
    ownerKey: text('owner_key'),
    repository: varchar('repository', { length: 300 }).notNull(),
    url: varchar('url', { length: 500 }).notNull(),
    /** Signs what is sent, so it has to be kept. Shown once. */
    secret: text('secret').notNull(),
    /** `active`, or `disabled` after days of failures. */
    status: varchar('status', { length: 20 }).notNull(),
    /** Since when every attempt has failed. NULL after a success. */
    failingSince: time('failing_since'),
    createdAt: time('created_at').notNull(),
    /** When its author last registered or tested it, with a proof. */
    provenAt: time('proven_at').notNull().defaultNow(),
  },
  (t) => [
    unique('uq_author_hooks_proof_url').on(t.proofKey, t.url),
    index('ix_author_hooks_owner').on(t.ownerKey).where(sql`${t.status} = 'active'`),
    index('ix_author_hooks_proof').on(t.proofKey).where(sql`${t.status} = 'active'`),
  ],
)

/** What is told to whom, and how that went. */
export const hookDeliveries = pgTable(
  'hook_deliveries',
  {
    /** The `webhook-id`: a delivery that comes twice has the same one. */
    id: uuid('id').primaryKey(),
    hookId: uuid('hook_id').notNull(),
    /** What it tells of: `act:12` or `feed:345`. Once a hook. */
    origin: varchar('origin', { length: 40 }).notNull(),
    event: varchar('event', { length: 20 }).notNull(),
    data: jsonb('data').notNull(),
    createdAt: time('created_at').notNull(),
    attempts: integer('attempts').notNull().default(0),
    /** When it is sent next. NULL once it has arrived, or was given up. */
    nextAt: time('next_at'),
    deliveredAt: time('delivered_at'),
    lastStatus: integer('last_status'),
    lastError: varchar('last_error', { length: 200 }),
  },
  (t) => [
    unique('uq_hook_deliveries_origin').on(t.hookId, t.origin),
    index('ix_hook_deliveries_due').on(t.hookId, t.nextAt).where(sql`${t.nextAt} is not null`),
    index('ix_hook_deliveries_log').on(t.hookId, t.createdAt.desc(), t.id.desc()),
    index('ix_hook_deliveries_created').on(t.createdAt),
    foreignKey({
      name: 'hook_deliveries_hook_id_fkey',
      columns: [t.hookId],
      foreignColumns: [authorHooks.id],
    }).onDelete('cascade'),
  ],
)

/** How far the log of acts and the feed have been told. One row. */
export const hookProgress = pgTable('hook_progress', {
  id: integer('id').primaryKey(),
  actId: bigint('act_id', { mode: 'number' }).notNull(),
  feedSeq: bigint('feed_seq', { mode: 'number' }).notNull(),
})
