import { sql } from 'drizzle-orm'
import { bigint, foreignKey, index, integer, jsonb, pgTable, text, unique, uuid, varchar } from 'drizzle-orm/pg-core'
import { bytea, byteOrderedText, time } from './columns.ts'
import { folders } from './files.ts'
import { rawSkills } from './raw-skills.ts'
import { skills } from './skills.ts'

/** The versions of skills. Immutable but for being yanked. */
export const skillVersions = pgTable(
  'skill_versions',
  {
    id: uuid('id').primaryKey(),
    skillId: uuid('skill_id').notNull(),
    /** 1 for the first version of the skill, and so on. */
    nth: integer('nth').notNull(),
    version: text('version').notNull(),
    /** Ordered as Semantic Versioning orders versions. */
    versionKey: byteOrderedText('version_key').notNull(),
    major: bigint('major', { mode: 'number' }).notNull(),
    minor: bigint('minor', { mode: 'number' }).notNull(),
    patch: bigint('patch', { mode: 'number' }).notNull(),
    /** What the frontmatter says, valid or not. */
    declaredVersion: text('declared_version'),
    /** The raw skill from whose folder it was made. */
    rawSkillId: uuid('raw_skill_id'),
    digest: bytea('digest').notNull(),
    commitSha: varchar('commit_sha', { length: 64 }),
    /** Where it was found. */
    repo: varchar('repo', { length: 300 }),
    path: varchar('path', { length: 500 }),
    /** As of this version. */
    license: varchar('license', { length: 80 }),
    contentPolicy: varchar('content_policy', { length: 40 }).notNull(),
    /** What was found in the folder, as in `raw_skills`. NULL for versions of old, whose findings are those of the folder. */
    findings: jsonb('findings'),
    /** What differs from the version before. NULL until it has been worked out. */
    changes: jsonb('changes'),
    /** The description version by whose rules that was worked out. */
    explainedVersion: integer('explained_version').notNull().default(0),
    /** What reports and decisions say of it: `pass`, `review`, `warn` or `malicious`. NULL until it has been scanned. */
    verdict: varchar('verdict', { length: 10 }),
    risk: varchar('risk', { length: 10 }),
    /** Why the verdict keeps it from being given out: `warned` or `malicious`. NULL if it does not. */
    held: varchar('held', { length: 10 }),
    /** When the verdict last changed. */
    judgedAt: time('judged_at'),
    createdAt: time('created_at').notNull(),
    yankedAt: time('yanked_at'),
    yankedBy: varchar('yanked_by', { length: 120 }),
    yankReason: text('yank_reason'),
    /** What reviewers have done and why, the earliest first: `[{action, at, reason}]`. NULL if nothing. */
    yankHistory: jsonb('yank_history'),
  },
  (t) => [
    unique('uq_skill_versions_nth').on(t.skillId, t.nth),
    unique('uq_skill_versions_version').on(t.skillId, t.version),
    index('ix_skill_versions_digest').on(t.digest),
    index('ix_skill_versions_raw_skill').on(t.rawSkillId, t.nth),
    index('ix_skill_versions_explained').on(t.explainedVersion, t.id).where(sql`${t.nth} > 1`),
    foreignKey({ name: 'skill_versions_skill_id_fkey', columns: [t.skillId], foreignColumns: [skills.id] }).onDelete(
      'cascade',
    ),
    foreignKey({
      name: 'skill_versions_raw_skill_id_fkey',
      columns: [t.rawSkillId],
      foreignColumns: [rawSkills.id],
    }).onDelete('set null'),
    foreignKey({ name: 'skill_versions_digest_fkey', columns: [t.digest], foreignColumns: [folders.digest] }),
  ],
)
