import { boolean, index, integer, pgTable, text, unique, uuid, varchar } from 'drizzle-orm/pg-core'
import { time } from './columns.ts'

export const categories = pgTable(
  'categories',
  {
    id: uuid('id').primaryKey(),
    key: varchar('key', { length: 80 }).notNull(),
    name: varchar('name', { length: 120 }).notNull(),
    description: text('description'),
    sortOrder: integer('sort_order').notNull().default(0),
    isActive: boolean('is_active').notNull().default(true),
    createdAt: time('created_at').notNull(),
    updatedAt: time('updated_at').notNull(),
  },
  (t) => [unique('categories_key_key').on(t.key)],
)

/** The name that a source uses for a category, and our category. */
export const categoryAliases = pgTable(
  'category_aliases',
  {
    id: uuid('id').primaryKey(),
    sourceId: uuid('source_id').notNull(),
    categoryId: uuid('category_id').notNull(),
    rawCategory: varchar('raw_category', { length: 200 }).notNull(),
    createdAt: time('created_at').notNull(),
    updatedAt: time('updated_at').notNull(),
  },
  (t) => [
    unique('uq_category_alias_source_raw').on(t.sourceId, t.rawCategory),
    index('ix_category_aliases_source_id').on(t.sourceId),
    index('ix_category_aliases_category_id').on(t.categoryId),
  ],
)
