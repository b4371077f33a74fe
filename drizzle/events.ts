import { foreignKey, index, pgTable, unique, uuid, varchar } from 'drizzle-orm/pg-core'
import { time } from './columns.ts'
import { skills } from './skills.ts'

/** What was counted: one row a view, use, favourite or unfavourite. */
export const skillEvents = pgTable(
  'skill_events',
  {
    id: uuid('id').primaryKey(),
    skillId: uuid('skill_id').notNull(),
    userId: uuid('user_id'),
    eventType: varchar('event_type', { length: 20 }).notNull(),
    sessionHash: varchar('session_hash', { length: 128 }),
    ipHash: varchar('ip_hash', { length: 128 }),
    uaHash: varchar('ua_hash', { length: 128 }),
    createdAt: time('created_at').notNull(),
    /** The client's idempotency key; rows of the earlier system have none. */
    eventId: varchar('event_id', { length: 128 }),
  },
  (t) => [
    unique('uq_skill_events_event_id').on(t.eventId),
    foreignKey({ name: 'skill_events_skill_id_fkey', columns: [t.skillId], foreignColumns: [skills.id] }).onDelete(
      'cascade',
    ),
    index('ix_skill_events_skill_id').on(t.skillId),
    index('ix_skill_events_skill_type_time').on(t.skillId, t.eventType, t.createdAt),
  ],
)
