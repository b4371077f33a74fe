import { pgTable, unique, uuid, varchar } from 'drizzle-orm/pg-core'
import { time } from './columns.ts'

export const tags = pgTable(
  'tags',
  {
    id: uuid('id').primaryKey(),
    key: varchar('key', { length: 80 }).notNull(),
    name: varchar('name', { length: 120 }).notNull(),
    createdAt: time('created_at').notNull(),
    updatedAt: time('updated_at').notNull(),
  },
  (t) => [unique('tags_key_key').on(t.key)],
)
