import { sql } from 'drizzle-orm'
import {
  bigint,
  boolean,
  date,
  foreignKey,
  index,
  integer,
  jsonb,
  pgSequence,
  pgTable,
  primaryKey,
  smallint,
  text,
  unique,
  uniqueIndex,
  uuid,
  varchar,
} from 'drizzle-orm/pg-core'
import { time } from './columns.ts'
import { sites } from './sites.ts'
import { skills } from './skills.ts'

/** Who acted: an account, else a session, else an address and user agent; an event that says nothing is its own actor. `e` is the event. */
export const actorOf = (e = '') =>
  sql.raw(`coalesce(${e}user_id::text, ${e}session_hash, ${e}ip_hash || coalesce(${e}ua_hash, ''), ${e}id::text)`)

/** Within what an `event_id` is unique: a site, or all that is anonymous. */
export const scopeOf = (e = '') => sql.raw(`coalesce(${e}site_id, '00000000-0000-0000-0000-000000000000'::uuid)`)

/** The UTC day of an event. */
export const dayOf = (e = '') => sql.raw(`(${e}created_at at time zone 'UTC')::date`)

/** Events as received: kept until they are judged, and for some days after that. */
export const rawEvents = pgTable(
  'raw_events',
  {
    id: bigint('id', { mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    /** NULL: anonymous. */
    siteId: uuid('site_id'),
    /** `event_id, event_type, skill_id | slug, occurred_at`, and `session_hash` in place of the session. */
    payload: jsonb('payload').notNull(),
    ipHash: varchar('ip_hash', { length: 64 }),
    uaHash: varchar('ua_hash', { length: 64 }),
    isBot: boolean('is_bot').notNull().default(false),
    receivedAt: time('received_at').notNull(),
    /** True once its event is stored. With neither this nor a reason for dropping it, it is pending. */
    normalized: boolean('normalized').notNull().default(false),
    droppedReason: varchar('dropped_reason', { length: 40 }),
    retryCount: smallint('retry_count').notNull().default(0),
    nextRetryAt: time('next_retry_at'),
    lastError: varchar('last_error', { length: 200 }),
  },
  (t) => [
    foreignKey({ name: 'raw_events_site_id_fkey', columns: [t.siteId], foreignColumns: [sites.id] }),
    index('ix_raw_events_pending').on(t.id).where(sql`not normalized and dropped_reason is null`),
    index('ix_raw_events_received').using('brin', t.receivedAt),
  ],
)

/** Every event that was normalised: one row a view, use, favourite or unfavourite, counted or not. */
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
    /** The sender's idempotency key, unique for a site or among the anonymous; rows of the earlier system have none. */
    eventId: varchar('event_id', { length: 128 }),
    /** NULL: anonymous, or of the earlier system. */
    siteId: uuid('site_id'),
    /** Why it does not count; NULL: it counts. */
    excludedReason: varchar('excluded_reason', { length: 40 }),
    /** The round that normalised it. Rounds come one after the other; NULL: from before there were any. */
    round: bigint('round', { mode: 'number' }),
  },
  (t) => [
    uniqueIndex('uq_skill_events_event').on(scopeOf(), t.eventId),
    // The counting rule itself: one view and one use an actor, skill and UTC day.
    uniqueIndex('uq_skill_events_counted')
      .on(t.skillId, t.eventType, actorOf(), sql`(${dayOf()})`)
      .where(sql`excluded_reason is null and event_type in ('view', 'use')`),
    foreignKey({ name: 'skill_events_skill_id_fkey', columns: [t.skillId], foreignColumns: [skills.id] }).onDelete(
      'cascade',
    ),
    foreignKey({ name: 'skill_events_site_id_fkey', columns: [t.siteId], foreignColumns: [sites.id] }),
    index('ix_skill_events_created').using('brin', t.createdAt),
  ],
)

/** The counting ledger: how many events of an hour count, and how many do not for which reason. Kept for ever. */
export const skillEventHours = pgTable(
  'skill_event_hours',
  {
    skillId: uuid('skill_id').notNull(),
    /** Start of the UTC hour in which the events occurred. */
    hour: time('hour').notNull(),
    eventType: varchar('event_type', { length: 20 }).notNull(),
    /** `counted`, or the reason why they do not count. */
    outcome: varchar('outcome', { length: 40 }).notNull(),
    events: integer('events').notNull(),
    /** How many of them no site vouches for. */
    anonymous: integer('anonymous').notNull(),
  },
  (t) => [
    primaryKey({ name: 'skill_event_hours_pkey', columns: [t.skillId, t.hour, t.eventType, t.outcome] }),
    index('ix_skill_event_hours_counted').on(t.hour).where(sql`outcome = 'counted'`),
    foreignKey({ name: 'skill_event_hours_skill_id_fkey', columns: [t.skillId], foreignColumns: [skills.id] }).onDelete(
      'cascade',
    ),
  ],
)

/** What rounds of normalising have added to the counted hours, until the popularity takes it up. */
export const popularityChanges = pgTable('popularity_changes', {
  round: bigint('round', { mode: 'number' }).notNull(),
  skillId: uuid('skill_id').notNull(),
  hour: time('hour').notNull(),
  eventType: varchar('event_type', { length: 20 }).notNull(),
  events: integer('events').notNull(),
})

/** Numbers the rounds of normalising. */
export const normalizeRounds = pgSequence('normalize_rounds')

/** The last word of each actor who ever called a skill a favourite. */
export const skillFavorites = pgTable(
  'skill_favorites',
  {
    skillId: uuid('skill_id').notNull(),
    actor: text('actor').notNull(),
    favorite: boolean('favorite').notNull(),
    changedAt: time('changed_at').notNull(),
  },
  (t) => [
    primaryKey({ name: 'skill_favorites_pkey', columns: [t.skillId, t.actor] }),
    foreignKey({ name: 'skill_favorites_skill_id_fkey', columns: [t.skillId], foreignColumns: [skills.id] }).onDelete(
      'cascade',
    ),
  ],
)

/** What became of the raw events of a UTC day, a site: `normalized`, `retried` or the reason for dropping them. Kept for ever. */
export const rawEventDays = pgTable(
  'raw_event_days',
  {
    day: date('day').notNull(),
    siteId: uuid('site_id'),
    outcome: varchar('outcome', { length: 40 }).notNull(),
    events: integer('events').notNull(),
  },
  (t) => [
    unique('uq_raw_event_days').on(t.day, t.siteId, t.outcome).nullsNotDistinct(),
    foreignKey({ name: 'raw_event_days_site_id_fkey', columns: [t.siteId], foreignColumns: [sites.id] }),
  ],
)
