import { sql } from 'drizzle-orm'
import {
  bigint,
  foreignKey,
  index,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
  uuid,
  varchar,
} from 'drizzle-orm/pg-core'
import { time } from './columns.ts'
import { publishers } from './publishers.ts'
import { skills } from './skills.ts'

/** What authors have done, for everybody to read. Never changed. */
export const authorActs = pgTable(
  'author_acts',
  {
    id: bigint('id', { mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    publisherId: uuid('publisher_id').notNull(),
    /** NULL for an act about a repository. */
    skillId: uuid('skill_id'),
    act: varchar('act', { length: 30 }).notNull(),
    details: jsonb('details').notNull(),
    /** The repository or catalogue that was proven, as it was called then, and its `skill_sources.proof_key`. NULL for acts of before. */
    repository: varchar('repository', { length: 300 }).notNull(),
    proofKey: text('proof_key'),
    at: time('at').notNull(),
  },
  (t) => [
    index('ix_author_acts_publisher').on(t.publisherId, t.id.desc()),
    index('ix_author_acts_skill').on(t.skillId).where(sql`${t.skillId} is not null`),
    foreignKey({
      name: 'author_acts_publisher_id_fkey',
      columns: [t.publisherId],
      foreignColumns: [publishers.id],
    }).onDelete('cascade'),
    foreignKey({ name: 'author_acts_skill_id_fkey', columns: [t.skillId], foreignColumns: [skills.id] }).onDelete(
      'cascade',
    ),
  ],
)

/** What authors have decided about their skills. No crawl changes it. */
export const authorSettings = pgTable(
  'author_settings',
  {
    skillId: uuid('skill_id').primaryKey(),
    /** Since when it is archived because its author wants that. */
    hiddenAt: time('hidden_at'),
    deprecatedAt: time('deprecated_at'),
    deprecationReason: text('deprecation_reason'),
    successorId: uuid('successor_id'),
    /** Instead of the one in the file. */
    categoryId: uuid('category_id'),
    homepage: text('homepage'),
    updatedAt: time('updated_at').notNull(),
  },
  (t) => [
    foreignKey({ name: 'author_settings_skill_id_fkey', columns: [t.skillId], foreignColumns: [skills.id] }).onDelete(
      'cascade',
    ),
    foreignKey({
      name: 'author_settings_successor_id_fkey',
      columns: [t.successorId],
      foreignColumns: [skills.id],
    }).onDelete('set null'),
    index('ix_author_settings_successor').on(t.successorId).where(sql`${t.successorId} is not null`),
  ],
)

/** What authors say to what the scan has found, rule by rule. */
export const findingAnswers = pgTable(
  'finding_answers',
  {
    skillId: uuid('skill_id').notNull(),
    rule: varchar('rule', { length: 80 }).notNull(),
    answer: text('answer').notNull(),
    answeredAt: time('answered_at').notNull(),
  },
  (t) => [
    primaryKey({ name: 'pk_finding_answers', columns: [t.skillId, t.rule] }),
    foreignKey({ name: 'finding_answers_skill_id_fkey', columns: [t.skillId], foreignColumns: [skills.id] }).onDelete(
      'cascade',
    ),
  ],
)

/** Slugs that skills had before their authors renamed them. They lead to the skill for ever, and nobody else gets them. */
export const formerSlugs = pgTable(
  'former_slugs',
  {
    slug: varchar('slug', { length: 300 }).primaryKey(),
    skillId: uuid('skill_id').notNull(),
    since: time('since').notNull(),
  },
  (t) => [
    index('ix_former_slugs_skill').on(t.skillId),
    index('ix_former_slugs_name').on(sql`(split_part(${t.slug}, repeat('-', 2), 2) collate "C")`),
    foreignKey({ name: 'former_slugs_skill_id_fkey', columns: [t.skillId], foreignColumns: [skills.id] }).onDelete(
      'cascade',
    ),
  ],
)

/** Offers of a skill from its publisher to another one. */
export const skillTransfers = pgTable(
  'skill_transfers',
  {
    id: uuid('id').primaryKey(),
    skillId: uuid('skill_id').notNull(),
    fromPublisherId: uuid('from_publisher_id').notNull(),
    toPublisherId: uuid('to_publisher_id').notNull(),
    /** `offered`, `accepted`, `declined` or `withdrawn`. An offer that has expired stays `offered`. */
    state: varchar('state', { length: 20 }).notNull(),
    offeredAt: time('offered_at').notNull(),
    expiresAt: time('expires_at').notNull(),
    decidedAt: time('decided_at'),
  },
  (t) => [
    uniqueIndex('uq_skill_transfers_open').on(t.skillId).where(sql`${t.state} = 'offered'`),
    index('ix_skill_transfers_skill').on(t.skillId),
    index('ix_skill_transfers_to').on(t.toPublisherId, t.state),
    foreignKey({ name: 'skill_transfers_skill_id_fkey', columns: [t.skillId], foreignColumns: [skills.id] }).onDelete(
      'cascade',
    ),
    foreignKey({
      name: 'skill_transfers_from_publisher_id_fkey',
      columns: [t.fromPublisherId],
      foreignColumns: [publishers.id],
    }).onDelete('cascade'),
    foreignKey({
      name: 'skill_transfers_to_publisher_id_fkey',
      columns: [t.toPublisherId],
      foreignColumns: [publishers.id],
    }).onDelete('cascade'),
  ],
)
