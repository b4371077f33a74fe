import { sql } from 'drizzle-orm'
import {
  bigint,
  boolean,
  check,
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
  uuid,
  varchar,
} from 'drizzle-orm/pg-core'
import { COUNTING } from '../src/domain/events/counting-rules.ts'
import { time } from './columns.ts'
import { sites } from './sites.ts'
import { skills } from './skills.ts'

/** The actor: an account, else a session, else address and user agent, else the event. `e` is an alias and a dot. */
export const actorOf = (e = '') =>
  sql.raw(`coalesce(${e}user_id::text, ${e}session_hash, ${e}ip_hash || coalesce(${e}ua_hash, ''), ${e}id::text)`)

/** 16 bytes for an `event_id` and the scope in which it is unique: a site, or all anonymous events. */
export const keyOf = (e = '') =>
  sql.raw(`md5(coalesce(${e}site_id, '00000000-0000-0000-0000-000000000000'::uuid)::text || ${e}event_id)::uuid`)

/** The UTC day of an event. */
export const dayOf = (e = '') => sql.raw(`(${e}created_at at time zone 'UTC')::date`)

// An identity column on a partitioned table needs PostgreSQL 17.
export const rawEventIds = pgSequence('raw_events_id_seq')

/**
 * Events as received, in partitions by the UTC day of their receipt, which are dropped some days later. Each partition has a
 * unique index on `id`; an index of the whole table would need the day in it.
 */
export const rawEvents = pgTable(
  'raw_events',
  {
    id: bigint('id', { mode: 'number' }).notNull().default(sql`nextval('raw_events_id_seq')`),
    /** NULL for anonymous events. */
    siteId: uuid('site_id'),
    /**
     * `event_id, event_type, skill_id | slug, occurred_at`, and `session_hash` instead of the session. `search_position`, as text,
     * stays only until the event is judged.
     */
    payload: jsonb('payload').notNull(),
    ipHash: varchar('ip_hash', { length: 64 }),
    uaHash: varchar('ua_hash', { length: 64 }),
    /** The IPv4 address or IPv6 /64 of the sender. NULL without one, and in rows from before version 2 of the rules. */
    addressHash: varchar('address_hash', { length: 64 }),
    /** True if a site's server vouches for the actor. */
    vouched: boolean('vouched').notNull().default(false),
    isBot: boolean('is_bot').notNull().default(false),
    receivedAt: time('received_at').notNull(),
    /** True once its event is stored. Pending if it is false and there is no `dropped_reason`. */
    normalized: boolean('normalized').notNull().default(false),
    droppedReason: varchar('dropped_reason', { length: 40 }),
    retryCount: smallint('retry_count').notNull().default(0),
    nextRetryAt: time('next_retry_at'),
    lastError: varchar('last_error', { length: 200 }),
  },
  (t) => [
    foreignKey({ name: 'raw_events_site_id_fkey', columns: [t.siteId], foreignColumns: [sites.id] }),
    index('ix_raw_events_pending').on(t.id).where(sql`not normalized and dropped_reason is null`),
  ],
)

/**
 * Normalized events: views, uses, favourites and unfavourites, counted or not, in partitions by the UTC day on which they count.
 * Each partition has a unique index for the counting rule: one view and one use for each actor, skill and UTC day.
 */
export const skillEvents = pgTable(
  'skill_events',
  {
    /** Random, so it needs no unique index. It is the actor of an event that has no other. */
    id: uuid('id').notNull(),
    skillId: uuid('skill_id').notNull(),
    userId: uuid('user_id'),
    eventType: varchar('event_type', { length: 20 }).notNull(),
    sessionHash: varchar('session_hash', { length: 128 }),
    ipHash: varchar('ip_hash', { length: 128 }),
    uaHash: varchar('ua_hash', { length: 128 }),
    /** The address by which the event is limited, empty if the sender had none. NULL if no limit applies. */
    addressHash: varchar('address_hash', { length: 64 }),
    /** When it counts: when it occurred if it is vouched for, else when it was received. */
    createdAt: time('created_at').notNull(),
    /** The sender's idempotency key: see `event_keys`. NULL in rows of the earlier system. */
    eventId: varchar('event_id', { length: 128 }),
    /** NULL for anonymous events and rows of the earlier system. */
    siteId: uuid('site_id'),
    /** Why the event does not count. NULL if it counts. */
    excludedReason: varchar('excluded_reason', { length: 40 }),
    /** The round that normalized it. Rounds never overlap. NULL for events from before rounds existed. */
    round: bigint('round', { mode: 'number' }),
    /** The version of the counting rules by which it was judged. NULL is version 1. */
    rulesVersion: smallint('rules_version'),
  },
  (t) => [
    foreignKey({ name: 'skill_events_skill_id_fkey', columns: [t.skillId], foreignColumns: [skills.id] }).onDelete(
      'cascade',
    ),
    foreignKey({ name: 'skill_events_site_id_fkey', columns: [t.siteId], foreignColumns: [sites.id] }),
  ],
)

/**
 * The event ids that are known, in partitions by `period`. An event is looked up in two of them, so its repeat is recognised for 30
 * days at least.
 */
export const eventKeys = pgTable(
  'event_keys',
  {
    /** See `keyOf`. */
    key: uuid('key').notNull(),
    /** First day of the 30 days in which the event was normalized. */
    period: date('period').notNull(),
  },
  (t) => [primaryKey({ name: 'event_keys_pkey', columns: [t.key, t.period] })],
)

/**
 * The counting ledger: how many events of an hour count, and how many do not, by reason. Never deleted; after some time,
 * the rows of a UTC day are folded into those of its first hour.
 */
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
    /** How many of them are anonymous. */
    anonymous: integer('anonymous').notNull(),
  },
  (t) => [
    primaryKey({ name: 'skill_event_hours_pkey', columns: [t.skillId, t.hour, t.eventType, t.outcome] }),
    index('ix_skill_event_hours_counted').on(t.hour).where(sql`outcome = 'counted'`),
    // For the folding of old hours, which finds the counted ones by the index above.
    index('ix_skill_event_hours_excluded').on(t.hour).where(sql`outcome <> 'counted'`),
    foreignKey({ name: 'skill_event_hours_skill_id_fkey', columns: [t.skillId], foreignColumns: [skills.id] }).onDelete(
      'cascade',
    ),
  ],
)

const { actorsPerSkillAndDay, eventsPerDay } = COUNTING.unvouched

/** How many events of an address count on a UTC day, of those that nobody vouches for. Deleted after some days. */
export const addressDays = pgTable(
  'address_days',
  {
    addressHash: varchar('address_hash', { length: 64 }).notNull(),
    day: date('day').notNull(),
    events: smallint('events').notNull(),
  },
  (t) => [
    primaryKey({ name: 'address_days_pkey', columns: [t.addressHash, t.day] }),
    check('ck_address_days_limit', sql.raw(`events between 1 and ${eventsPerDay}`)),
  ],
)

/**
 * How many actors of an address have counted events of a skill on a UTC day. No foreign key: rows of a deleted skill go
 * with the others, after some days.
 */
export const addressSkillDays = pgTable(
  'address_skill_days',
  {
    addressHash: varchar('address_hash', { length: 64 }).notNull(),
    skillId: uuid('skill_id').notNull(),
    day: date('day').notNull(),
    actors: smallint('actors').notNull(),
  },
  (t) => [
    primaryKey({ name: 'address_skill_days_pkey', columns: [t.addressHash, t.day, t.skillId] }),
    check('ck_address_skill_days_limit', sql.raw(`actors between 1 and ${actorsPerSkillAndDay}`)),
  ],
)

/** Counted events that the popularity does not contain yet. */
export const popularityChanges = pgTable('popularity_changes', {
  round: bigint('round', { mode: 'number' }).notNull(),
  skillId: uuid('skill_id').notNull(),
  hour: time('hour').notNull(),
  eventType: varchar('event_type', { length: 20 }).notNull(),
  events: integer('events').notNull(),
})

/** Numbers the rounds of normalizing. */
export const normalizeRounds = pgSequence('normalize_rounds')

/** Whether a favourite is set, for each actor and skill that ever had one. */
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

/** Raw events by UTC day, site and outcome: `normalized`, `retried` or the reason for dropping. Never deleted. */
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
