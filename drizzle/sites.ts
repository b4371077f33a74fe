import { date, foreignKey, integer, jsonb, pgTable, primaryKey, uuid, varchar } from 'drizzle-orm/pg-core'
import { time } from './columns.ts'

/** Sites that report events and vouch for them. */
export const sites = pgTable('sites', {
  id: uuid('id').primaryKey(),
  key: varchar('key', { length: 80 }).notNull().unique('sites_key_key'),
  name: varchar('name', { length: 200 }).notNull(),
  /** JSON array of the origins whose pages may ask for a token. */
  allowedOrigins: jsonb('allowed_origins').$type<string[]>().notNull().default([]),
  /** `active`, `paused` or `archived`. */
  status: varchar('status', { length: 20 }).notNull().default('active'),
  /** SHA-256 of the secret, which has 256 random bits. */
  secretHash: varchar('secret_hash', { length: 64 }).notNull(),
  /** Events per UTC day. NULL for no limit. */
  dailyQuota: integer('daily_quota'),
  createdAt: time('created_at').notNull(),
  updatedAt: time('updated_at').notNull(),
})

/** Events that a site has sent on a UTC day, which count against its quota. */
export const siteDays = pgTable(
  'site_days',
  {
    siteId: uuid('site_id').notNull(),
    day: date('day').notNull(),
    received: integer('received').notNull(),
  },
  (t) => [
    primaryKey({ name: 'site_days_pkey', columns: [t.siteId, t.day] }),
    foreignKey({ name: 'site_days_site_id_fkey', columns: [t.siteId], foreignColumns: [sites.id] }),
  ],
)
