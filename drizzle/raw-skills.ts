import { sql } from 'drizzle-orm'
import { foreignKey, index, integer, jsonb, pgTable, text, unique, uuid, varchar } from 'drizzle-orm/pg-core'
import { bytea, time } from './columns.ts'
import { folders } from './files.ts'
import { publications } from './publications.ts'

/** The worst verdict is the highest. What has not been scanned is 0. */
export const verdictRank = (verdict: string): string =>
  `case ${verdict} when 'malicious' then 4 when 'warn' then 3 when 'review' then 2 when 'pass' then 1 else 0 end`

/** A skill file as its source has it, parsed or not. `source_id` has no foreign key, as earlier databases have none. */
export const rawSkills = pgTable(
  'raw_skills',
  {
    id: uuid('id').primaryKey(),
    sourceId: uuid('source_id').notNull(),
    externalId: varchar('external_id', { length: 300 }),
    nameRaw: varchar('name_raw', { length: 300 }),
    descriptionRaw: text('description_raw'),
    categoryRaw: varchar('category_raw', { length: 200 }),
    tagsRaw: jsonb('tags_raw'),
    skillUrl: text('skill_url'),
    githubRepo: varchar('github_repo', { length: 300 }),
    skillPath: varchar('skill_path', { length: 500 }),
    licenseRaw: varchar('license_raw', { length: 120 }),
    dataJson: jsonb('data_json'),
    parseStatus: varchar('parse_status', { length: 40 }).notNull().default('markdown_only'),
    parseErrors: jsonb('parse_errors'),
    fetchStatus: varchar('fetch_status', { length: 40 }).notNull().default('ok'),
    sourceRevision: varchar('source_revision', { length: 200 }),
    status: varchar('status', { length: 40 }).notNull().default('new'),
    createdAt: time('created_at').notNull(),
    updatedAt: time('updated_at').notNull(),
    content: bytea('content'),
    contentHash: varchar('content_hash', { length: 64 }),
    /** The folder around the file. NULL if it has not been read. */
    folderDigest: bytea('folder_digest'),
    /** What was found in the folder when it was read. Equal folders may differ in it, by the links that were left out of them. */
    folderFindings: jsonb('folder_findings'),
    /** The commit at which the folder was read. */
    commitSha: varchar('commit_sha', { length: 64 }),
    /** The commit by which its repository's own workflow has published the file as it is. NULL if none has. */
    publicationId: uuid('publication_id'),
    /** When the file was found to be gone from its source. */
    vanishedAt: time('vanished_at'),
    /** When the file was stored or, once it has vanished, last seen. While it is there, `skill_sources.seen_at` may be later. */
    seenAt: time('seen_at'),
    /** The last decision, with the reason for a rejection. A file that changes waits for a new decision. */
    reviewedBy: varchar('reviewed_by', { length: 120 }),
    reviewedAt: time('reviewed_at'),
    reviewReason: text('review_reason'),
    /** The version of the rules by which the file was last read. 0: before there were versions. */
    readVersion: integer('read_version').notNull().default(0),
    /** What reports and decisions say of its folder, or of the file alone if that was not read. NULL until it has been scanned. */
    verdict: varchar('verdict', { length: 10 }),
    risk: varchar('risk', { length: 10 }),
    /** The rule set that last read the file, if it has no folder. */
    scannedRuleSet: integer('scanned_rule_set').notNull().default(0),
  },
  (t) => [
    unique('uq_raw_source_external').on(t.sourceId, t.externalId),
    unique('uq_raw_source_url').on(t.sourceId, t.skillUrl),
    foreignKey({ name: 'raw_skills_folder_digest_fkey', columns: [t.folderDigest], foreignColumns: [folders.digest] }),
    foreignKey({
      name: 'raw_skills_publication_id_fkey',
      columns: [t.publicationId],
      foreignColumns: [publications.id],
    }),
    index('ix_raw_skills_folder_digest').on(t.folderDigest).where(sql`${t.folderDigest} is not null`),
    index('ix_raw_skills_read').on(t.readVersion, t.id),
    index('ix_raw_skills_source_id').on(t.sourceId),
    index('ix_raw_skills_github_repo').on(sql`lower(${t.githubRepo})`),
    index('ix_raw_skills_waiting')
      .on(t.updatedAt.desc().nullsFirst(), t.id.desc().nullsFirst())
      .where(sql`${t.status} = 'new'`),
    // The worst first.
    index('ix_raw_skills_waiting_verdict')
      .on(sql.raw(`(${verdictRank('verdict')}) desc`), t.updatedAt.desc().nullsFirst(), t.id.desc().nullsFirst())
      .where(sql`${t.status} = 'new'`),
    index('ix_raw_skills_scanned')
      .on(t.scannedRuleSet, t.id)
      .where(sql`${t.folderDigest} is null and ${t.content} is not null`),
    index('ix_raw_skills_category').on(sql`lower(btrim(${t.categoryRaw}))`, t.sourceId),
    index('ix_raw_skills_updated').on(t.updatedAt.desc().nullsFirst(), t.id.desc().nullsFirst()),
  ],
)
