import { sql } from 'drizzle-orm'
import { bigint, pgTable, text, varchar } from 'drizzle-orm/pg-core'
import { time } from './columns.ts'

/** Values that a migration could not convert, in their original form. */
export const migrationNotes = pgTable('migration_notes', {
  id: bigint('id', { mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
  migration: varchar('migration', { length: 100 }).notNull(),
  tableName: varchar('table_name', { length: 100 }).notNull(),
  rowId: text('row_id'),
  columnName: varchar('column_name', { length: 100 }).notNull(),
  oldValue: text('old_value'),
  createdAt: time('created_at').notNull().default(sql`now()`),
})
