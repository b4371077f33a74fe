import { bigint, boolean, index, integer, jsonb, pgTable, unique, uuid, varchar } from 'drizzle-orm/pg-core'
import { time } from './columns.ts'

/** Who may keep the catalogue. The first row takes the place of the environment's account. */
export const adminUsers = pgTable(
  'admin_users',
  {
    id: uuid('id').primaryKey(),
    /** Lower case: there are no two that differ in case alone. */
    username: varchar('username', { length: 100 }).notNull(),
    passwordHash: varchar('password_hash', { length: 200 }).notNull(),
    /** `admin` or `reviewer`. */
    role: varchar('role', { length: 20 }).notNull(),
    /** `active` or `disabled`. */
    status: varchar('status', { length: 20 }).notNull().default('active'),
    /** Tokens of an earlier one are refused: it rises with a new password, role or status. */
    tokenVersion: integer('token_version').notNull().default(1),
    lastLoginAt: time('last_login_at'),
    createdAt: time('created_at').notNull(),
    updatedAt: time('updated_at').notNull(),
  },
  (t) => [unique('admin_users_username_key').on(t.username)],
)

/** Logins that failed, or whose outcome is not known yet, by keyed hashes of the account and address. */
export const loginAttempts = pgTable(
  'login_attempts',
  {
    id: bigint('id', { mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    /** NULL: the account has logged in since. */
    accountHash: varchar('account_hash', { length: 64 }),
    ipHash: varchar('ip_hash', { length: 64 }).notNull(),
    attemptedAt: time('attempted_at').notNull(),
    failed: boolean('failed').notNull().default(false),
  },
  (t) => [
    index('ix_login_attempts_account').on(t.accountHash, t.attemptedAt),
    index('ix_login_attempts_ip').on(t.ipHash, t.attemptedAt),
  ],
)

/** Who changed what: one row a thing that an admin changed, written by the change's own transaction. */
export const auditLog = pgTable(
  'audit_log',
  {
    id: bigint('id', { mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    at: time('at').notNull(),
    /** The user name, or what the command line says of its operator. */
    actor: varchar('actor', { length: 120 }).notNull(),
    /** The thing and what was done to it, such as `skill.update`. */
    action: varchar('action', { length: 60 }).notNull(),
    targetType: varchar('target_type', { length: 40 }).notNull(),
    targetId: varchar('target_id', { length: 200 }).notNull(),
    /** The fields that changed; NULL: it was not there. */
    before: jsonb('before'),
    /** NULL: it is not there any more. */
    after: jsonb('after'),
    requestId: varchar('request_id', { length: 255 }),
  },
  (t) => [
    index('ix_audit_log_target').on(t.targetType, t.targetId, t.id.desc().nullsFirst()),
    index('ix_audit_log_actor').on(t.actor, t.id.desc().nullsFirst()),
    // Rows come in the order of time: a few pages say in which part of the table a time is.
    index('ix_audit_log_at').using('brin', t.at),
  ],
)
