import { sql } from 'drizzle-orm'
import {
  boolean,
  foreignKey,
  index,
  integer,
  json,
  jsonb,
  pgTable,
  primaryKey,
  text,
  unique,
  uuid,
  varchar,
} from 'drizzle-orm/pg-core'
import { time } from './columns.ts'
import { publishers } from './publishers.ts'
import { rawSkills } from './raw-skills.ts'
import { skillSources } from './sources.ts'
import { tags } from './tags.ts'

/** The catalogue. `category_id` has no foreign key, as earlier databases have none. */
export const skills = pgTable(
  'skills',
  {
    id: uuid('id').primaryKey(),
    canonicalRepo: varchar('canonical_repo', { length: 300 }),
    name: varchar('name', { length: 200 }).notNull(),
    summary: varchar('summary', { length: 400 }),
    descriptionMd: text('description_md'),
    categoryId: uuid('category_id'),
    skillType: varchar('skill_type', { length: 40 }).notNull().default('unknown'),
    specFormat: varchar('spec_format', { length: 40 }).notNull().default('skillmd'),
    specVersion: varchar('spec_version', { length: 40 }),
    capabilities: jsonb('capabilities'),
    /** The tokens of description and body of the newest version. NULL until they have been counted. */
    contextTokens: integer('context_tokens'),
    triggerHints: jsonb('trigger_hints'),
    negativeTriggers: jsonb('negative_triggers'),
    license: varchar('license', { length: 80 }),
    contentPolicy: varchar('content_policy', { length: 40 }).notNull().default('unknown'),
    licenseConfidence: varchar('license_confidence', { length: 20 }).notNull().default('low'),
    status: varchar('status', { length: 40 }).notNull().default('pending'),
    lastSeenAt: time('last_seen_at'),
    lastChangedAt: time('last_changed_at'),
    createdAt: time('created_at').notNull(),
    updatedAt: time('updated_at').notNull(),
    /** NULL only in rows that an earlier system wrote past this one. */
    publisherId: uuid('publisher_id'),
    /** The handle of the publisher. Whoever renames a publisher keeps it. */
    owner: varchar('owner', { length: 200 }).notNull(),
    /** `<slug part of the publisher>--<name>`, the name in every address. Only an author changes it; the old one still leads here (`former_slugs`). */
    slug: varchar('slug', { length: 300 }).notNull(),
    skillPath: varchar('skill_path', { length: 500 }),
    contentHash: varchar('content_hash', { length: 64 }),
    /** The earliest active skill with the same content. */
    duplicateOf: uuid('duplicate_of'),
    /** True once an admin has set its fields. A changed file then updates the text only. */
    curated: boolean('curated').notNull().default(false),
    /** When the last of its files vanished at its source. NULL while one is there, and for a skill without files. */
    vanishedAt: time('vanished_at'),
    /** When a job archived it because it had vanished. Only such a skill is restored when a file comes back. */
    autoArchivedAt: time('auto_archived_at'),
    /** Those of the newest version that clients can install, else of the newest one. NULL until it has been scanned. */
    verdict: varchar('verdict', { length: 10 }),
    risk: varchar('risk', { length: 10 }),
    /** When it was archived because all its versions are malicious. Only such a skill is restored when a reviewer revokes that. */
    maliciousAt: time('malicious_at'),
    /** The skill's tags as words. Writers of `skill_tags` keep it up to date: a generated column would see only its own row. */
    searchTags: text('search_tags').notNull().default(''),
    /**
     * What lists say of the skill, as they send it. A trigger of the row builds it (`skill_card`), so no writer can forget it; writers of
     * `skill_tags` rebuild it. NULL only in rows that are older than the column, until `verify-cards` has built it.
     */
    card: json('card'),
  },
  (t) => [
    unique('uq_skills_slug').on(t.slug),
    foreignKey({ name: 'skills_duplicate_of_fkey', columns: [t.duplicateOf], foreignColumns: [t.id] }).onDelete(
      'set null',
    ),
    foreignKey({ name: 'skills_publisher_id_fkey', columns: [t.publisherId], foreignColumns: [publishers.id] }),
    index('ix_skills_vanished')
      .on(t.vanishedAt, t.id)
      .where(sql`${t.status} = 'active' and ${t.vanishedAt} is not null`),
    index('ix_skills_returned')
      .on(t.id)
      .where(sql`${t.status} = 'archived' and ${t.autoArchivedAt} is not null and ${t.vanishedAt} is null`),
    index('ix_skills_publisher').on(t.publisherId, t.name),
    index('ix_skills_content_hash').on(t.contentHash),
    index('ix_skills_duplicate_of').on(t.duplicateOf),
    index('ix_skills_owner').on(sql`lower(${t.owner})`),
    index('ix_skills_listed')
      .on(t.updatedAt.desc().nullsFirst(), t.id.desc().nullsFirst())
      .where(sql`${t.status} = 'active' and ${t.duplicateOf} is null`),
    index('ix_skills_listed_license')
      .on(t.license, t.updatedAt.desc().nullsFirst(), t.id.desc().nullsFirst())
      .where(sql`${t.status} = 'active' and ${t.duplicateOf} is null`),
    index('ix_skills_listed_verdict')
      .on(t.verdict, t.updatedAt.desc().nullsFirst(), t.id.desc().nullsFirst())
      .where(sql`${t.status} = 'active' and ${t.duplicateOf} is null`),
    index('ix_skills_listed_tokens')
      .on(sql`coalesce(${t.contextTokens}, 2147483647)`, t.id)
      .where(sql`${t.status} = 'active' and ${t.duplicateOf} is null`),
    // Small, as it holds each category once: counts of the whole list and of a category read it alone.
    index('ix_skills_listed_category').on(t.categoryId).where(sql`${t.status} = 'active' and ${t.duplicateOf} is null`),
    // The oldest skills of a category, for its index.
    index('ix_skills_listed_category_created')
      .on(t.categoryId, t.createdAt, t.id)
      .where(sql`${t.status} = 'active' and ${t.duplicateOf} is null`),
    // For the list of admins, which has skills of every status.
    index('ix_skills_updated').on(t.updatedAt.desc().nullsFirst(), t.id.desc().nullsFirst()),
    index('ix_skills_name').on(t.name),
    // The name under which clients install it. Drizzle would cut the text off at two hyphens.
    index('ix_skills_client_name').on(sql`(split_part(${t.slug}, repeat('-', 2), 2) collate "C")`, t.id),
    index('ix_skills_listed_created')
      .on(t.createdAt.desc().nullsFirst(), t.id.desc().nullsFirst())
      .where(sql`${t.status} = 'active' and ${t.duplicateOf} is null`),
    index('ix_skills_canonical_repo').on(t.canonicalRepo),
    index('ix_skills_canonical_repo_lower').on(sql`lower(${t.canonicalRepo})`),
    index('ix_skills_category_id').on(t.categoryId),
  ],
)

/** The raw skills that a skill was made from, with their sources. */
export const skillSourceLinks = pgTable(
  'skill_source_links',
  {
    skillId: uuid('skill_id').notNull(),
    sourceId: uuid('source_id').notNull(),
    rawSkillId: uuid('raw_skill_id').notNull(),
    createdAt: time('created_at').notNull(),
  },
  (t) => [
    primaryKey({ name: 'pk_skill_source_links', columns: [t.skillId, t.sourceId, t.rawSkillId] }),
    index('ix_skill_source_links_raw_skill_id').on(t.rawSkillId),
    foreignKey({
      name: 'skill_source_links_skill_id_fkey',
      columns: [t.skillId],
      foreignColumns: [skills.id],
    }).onDelete('cascade'),
    foreignKey({
      name: 'skill_source_links_source_id_fkey',
      columns: [t.sourceId],
      foreignColumns: [skillSources.id],
    }).onDelete('cascade'),
    foreignKey({
      name: 'skill_source_links_raw_skill_id_fkey',
      columns: [t.rawSkillId],
      foreignColumns: [rawSkills.id],
    }).onDelete('cascade'),
  ],
)

export const skillTags = pgTable(
  'skill_tags',
  {
    skillId: uuid('skill_id').notNull(),
    tagId: uuid('tag_id').notNull(),
    createdAt: time('created_at').notNull(),
  },
  (t) => [
    primaryKey({ name: 'pk_skill_tags', columns: [t.skillId, t.tagId] }),
    index('ix_skill_tags_tag_id').on(t.tagId, t.skillId),
    foreignKey({ name: 'skill_tags_skill_id_fkey', columns: [t.skillId], foreignColumns: [skills.id] }).onDelete(
      'cascade',
    ),
    foreignKey({ name: 'skill_tags_tag_id_fkey', columns: [t.tagId], foreignColumns: [tags.id] }).onDelete('cascade'),
  ],
)
