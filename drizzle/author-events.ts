import { sql } from 'drizzle-orm'
import { foreignKey, index, jsonb, pgTable, unique, uuid, varchar } from 'drizzle-orm/pg-core'
import { time } from './columns.ts'
import { publishers } from './publishers.ts'
import { skills } from './skills.ts'

/** What has happened to the skills and files of publishers, as far as it is public. Webhooks are told the same. */
export const authorEvents = pgTable(
  'author_events',
  {
    id: uuid('id').primaryKey(),
    publisherId: uuid('publisher_id').notNull(),
    /** NULL for a file that is no skill. */
    skillId: uuid('skill_id'),
    /** What it tells of, as in `hook_deliveries`. Once. */
    origin: varchar('origin', { length: 40 }).notNull(),
    event: varchar('event', { length: 20 }).notNull(),
    data: jsonb('data').notNull(),
    at: time('at').notNull(),
  },
  (t) => [
    unique('uq_author_events_origin').on(t.origin),
    index('ix_author_events_publisher').on(t.publisherId, t.at.desc().nullsFirst(), t.id.desc().nullsFirst()),
    index('ix_author_events_skill')
      .on(t.skillId, t.at.desc().nullsFirst(), t.id.desc().nullsFirst())
      .where(sql`${t.skillId} is not null`),
    index('ix_author_events_at').on(t.at),
    foreignKey({
      name: 'author_events_publisher_id_fkey',
      columns: [t.publisherId],
      foreignColumns: [publishers.id],
    }).onDelete('cascade'),
    foreignKey({ name: 'author_events_skill_id_fkey', columns: [t.skillId], foreignColumns: [skills.id] }).onDelete(
      'cascade',
    ),
  ],
)
