import { sql } from 'drizzle-orm'
import {
  bigint,
  boolean,
  index,
  integer,
  jsonb,
  pgSequence,
  pgTable,
  primaryKey,
  unique,
  uuid,
  varchar,
} from 'drizzle-orm/pg-core'
import { time } from './columns.ts'

/** Accounts of admins and reviewers. The first row replaces the account of the environment. */
export const adminUsers = pgTable(
  'admin_users',
  {
    id: uuid('id').primaryKey(),
    /** Lower case, so no two names differ only in case. */
    username: varchar('username', { length: 100 }).notNull(),
    passwordHash: varchar('password_hash', { length: 200 }).notNull(),
    /** `admin` or `reviewer`. */
    role: varchar('role', { length: 20 }).notNull(),
    /** `active` or `disabled`. */
    status: varchar('status', { length: 20 }).notNull().default('active'),
    /** Rises with each change of password, role or status. Tokens of an earlier version are refused. */
    tokenVersion: integer('token_version').notNull().default(1),
    lastLoginAt: time('last_login_at'),
    createdAt: time('created_at').notNull(),
    updatedAt: time('updated_at').notNull(),
  },
  (t) => [unique('admin_users_username_key').on(t.username)],
)

/**
 * Login attempts that failed or are still under way, with keyed hashes of account and address. An address is an IPv4
 * address or the /64 of an IPv6 address.
 */
export const loginAttempts = pgTable(
  'login_attempts',
  {
    id: bigint('id', { mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    /** NULL once the account has logged in. */
    accountHash: varchar('account_hash', { length: 64 }),
    ipHash: varchar('ip_hash', { length: 64 }).notNull(),
    attemptedAt: time('attempted_at').notNull(),
    failed: boolean('failed').notNull().default(false),
    /** False if the address had logged in to the account before. */
    byStranger: boolean('by_stranger').notNull().default(true),
  },
  (t) => [
    index('ix_login_attempts_account').on(t.accountHash, t.attemptedAt),
    index('ix_login_attempts_ip').on(t.ipHash, t.attemptedAt),
  ],
)

/** Addresses that have logged in to an account, or have to wait before they may try. Keyed hashes, as above. */
export const loginAddresses = pgTable(
  'login_addresses',
  {
    ipHash: varchar('ip_hash', { length: 64 }).notNull(),
    accountHash: varchar('account_hash', { length: 64 }).notNull(),
    /** NULL if the address has never logged in to the account. */
    lastLoginAt: time('last_login_at'),
    /** From when the address may try once. NULL if it does not have to wait. */
    turnAt: time('turn_at'),
  },
  (t) => [primaryKey({ name: 'login_addresses_pkey', columns: [t.ipHash, t.accountHash] })],
)

// An identity column on a partitioned table needs PostgreSQL 17.
export const auditLogIds = pgSequence('audit_log_id_seq')

/**
 * Who changed what: one row for each thing that an admin changed, written in the transaction of the change. Kept for ever, in
 * partitions by UTC month, each with a unique index on `id`.
 */
export const auditLog = pgTable(
  'audit_log',
  {
    id: bigint('id', { mode: 'number' }).notNull().default(sql`nextval('audit_log_id_seq')`),
    at: time('at').notNull(),
    /** The user name, or the operator's name as the command line gives it. */
    actor: varchar('actor', { length: 120 }).notNull(),
    /** Type and act, such as `skill.update`. */
    action: varchar('action', { length: 60 }).notNull(),
    targetType: varchar('target_type', { length: 40 }).notNull(),
    targetId: varchar('target_id', { length: 200 }).notNull(),
    /** The changed fields before the change. NULL for a new thing. */
    before: jsonb('before'),
    /** The changed fields after the change. NULL for a deleted thing. */
    after: jsonb('after'),
    requestId: varchar('request_id', { length: 255 }),
  },
  (t) => [
    index('ix_audit_log_target').on(t.targetType, t.targetId, t.id.desc().nullsFirst()),
    index('ix_audit_log_actor').on(t.actor, t.id.desc().nullsFirst()),
    // Rows are in the order of time, so a small BRIN index is enough to find a time.
    index('ix_audit_log_at').using('brin', t.at),
  ],
)
