import { pgTable, text, uuid, varchar } from 'drizzle-orm/pg-core'
import { time } from './columns.ts'

/** Where skills come from: a GitHub repository or owner, another site's catalogue, a list. */
export const skillSources = pgTable('skill_sources', {
  id: uuid('id').primaryKey(),
  name: varchar('name', { length: 200 }).notNull(),
  type: varchar('type', { length: 40 }).notNull(),
  baseUrl: text('base_url'),
  apiUrl: text('api_url'),
  status: varchar('status', { length: 40 }).notNull().default('active'),
  createdAt: time('created_at').notNull(),
  updatedAt: time('updated_at').notNull(),
})
