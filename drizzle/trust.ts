import { sql } from 'drizzle-orm'
import {
  check,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  text,
  uniqueIndex,
  uuid,
  varchar,
} from 'drizzle-orm/pg-core'
import { bytea, time } from './columns.ts'
import { skills } from './skills.ts'

/**
 * What the rules say of folders, by their digests: the report of the newest rule set that has read them. A SKILL.md whose folder
 * was not read counts as a folder of one file.
 */
export const scanReports = pgTable(
  'scan_reports',
  {
    digest: bytea('digest').primaryKey(),
    ruleSet: integer('rule_set').notNull(),
    verdict: varchar('verdict', { length: 10 }).notNull(),
    /** What each rule would say alone, `{rule: verdict}`: decisions take single rules out. */
    rules: jsonb('rules').notNull(),
    risk: jsonb('risk').notNull(),
    findings: jsonb('findings').notNull(),
    coverage: jsonb('coverage').notNull(),
    /** A sample of the hashes of its words, by which folders that are nearly equal find each other. */
    sketch: integer('sketch').array().notNull(),
    scannedAt: time('scanned_at').notNull(),
    durationMs: integer('duration_ms').notNull(),
  },
  (t) => [index('ix_scan_reports_sketch').using('gin', t.sketch)],
)

/** What reviewers have decided about folders, or about rules in all versions of a skill. Revoked, never deleted. */
export const trustDecisions = pgTable(
  'trust_decisions',
  {
    id: uuid('id').primaryKey(),
    /** `malicious`, `false_positive` or `accepted_risk`. */
    decision: varchar('decision', { length: 20 }).notNull(),
    digest: bytea('digest'),
    skillId: uuid('skill_id'),
    /** The rules that it is about. A rule that finds something later is judged anew. NULL if it is about the whole folder. */
    rules: jsonb('rules'),
    /** For everybody to read. */
    reason: text('reason').notNull(),
    decidedBy: varchar('decided_by', { length: 120 }).notNull(),
    decidedAt: time('decided_at').notNull(),
    revokedBy: varchar('revoked_by', { length: 120 }),
    revokedAt: time('revoked_at'),
    revokeReason: text('revoke_reason'),
  },
  (t) => [
    check('ck_trust_decisions_about', sql.raw('(digest is null) <> (skill_id is null)')),
    // One of a kind may be open for a folder, and one for a rule in a skill.
    uniqueIndex('uq_trust_decisions_folder')
      .on(t.digest, t.decision)
      .where(sql`${t.revokedAt} is null and ${t.digest} is not null`),
    uniqueIndex('uq_trust_decisions_rule')
      .on(t.skillId, t.rules)
      .where(sql`${t.revokedAt} is null and ${t.skillId} is not null`),
    index('ix_trust_decisions_decided').on(t.decidedAt.desc(), t.id.desc()),
    index('ix_trust_decisions_of_digest').on(t.digest).where(sql`${t.digest} is not null`),
    index('ix_trust_decisions_of_skill').on(t.skillId).where(sql`${t.skillId} is not null`),
    foreignKey({ name: 'trust_decisions_skill_id_fkey', columns: [t.skillId], foreignColumns: [skills.id] }).onDelete(
      'cascade',
    ),
  ],
)
