import { index, jsonb, pgTable, unique, uuid, varchar } from 'drizzle-orm/pg-core'
import { time } from './columns.ts'

/** Logins of command lines that wait until somebody confirms them (RFC 8628). Codes are keyed hashes. */
export const deviceLogins = pgTable(
  'device_logins',
  {
    id: uuid('id').primaryKey(),
    deviceHash: varchar('device_hash', { length: 64 }).notNull(),
    userCodeHash: varchar('user_code_hash', { length: 64 }).notNull(),
    /** Who has confirmed it, as a token names an account. NULL until then. */
    account: jsonb('account'),
    /** When the command line last asked. */
    polledAt: time('polled_at'),
    expiresAt: time('expires_at').notNull(),
  },
  (t) => [
    unique('device_logins_device_hash_key').on(t.deviceHash),
    unique('device_logins_user_code_hash_key').on(t.userCodeHash),
    index('ix_device_logins_expires').on(t.expiresAt),
  ],
)
