import { foreignKey, index, integer, pgTable, unique, uuid, varchar } from 'drizzle-orm/pg-core'
import { time } from './columns.ts'

export const tags = pgTable(
  'tags',
  {
    id: uuid('id').primaryKey(),
    key: varchar('key', { length: 80 }).notNull(),
    name: varchar('name', { length: 120 }).notNull(),
    createdAt: time('created_at').notNull(),
    updatedAt: time('updated_at').notNull(),
    /** The tag that replaced this one when it was merged or renamed. Files with the old key get the new tag. */
    mergedInto: uuid('merged_into'),
  },
  (t) => [
    unique('tags_key_key').on(t.key),
    foreignKey({ name: 'tags_merged_into_fkey', columns: [t.mergedInto], foreignColumns: [t.id] }).onDelete('cascade'),
    index('ix_tags_merged_into').on(t.mergedInto),
    // By their bytes in any collation: for the keys that begin with some letters.
    index('ix_tags_key_prefix').on(t.key.op('text_pattern_ops')),
    // For the keys that look like one that does not exist.
    index('ix_tags_key_trgm').using('gin', t.key.op('gin_trgm_ops')),
  ],
)

/** How many public skills have a tag. Triggers on `skill_tags` and `skills` keep it, so that no read has to count all tags. */
export const tagCounts = pgTable(
  'tag_counts',
  {
    tagId: uuid('tag_id').primaryKey(),
    skills: integer('skills').notNull(),
  },
  (t) => [
    index('ix_tag_counts_skills').on(t.skills, t.tagId),
    foreignKey({ name: 'tag_counts_tag_id_fkey', columns: [t.tagId], foreignColumns: [tags.id] }).onDelete('cascade'),
  ],
)
