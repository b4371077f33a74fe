import { sql } from 'drizzle-orm'
import { check, foreignKey, index, jsonb, pgTable, text, uniqueIndex, uuid, varchar } from 'drizzle-orm/pg-core'
import { bytea, time } from './columns.ts'
import { skills } from './skills.ts'
import { trustDecisions } from './trust.ts'

/** What people report of skills, and what authors appeal against. A reviewer decides, with a public reason. */
export const reports = pgTable(
  'reports',
  {
    id: uuid('id').primaryKey(),
    /** `malware`, `personal_data`, `impersonation`, `license`, `spam` or `other`; `appeal` is an author's. */
    kind: varchar('kind', { length: 20 }).notNull(),
    skillId: uuid('skill_id').notNull(),
    /** The version that it is about, and its folder. NULL if the skill has no version. */
    version: text('version'),
    digest: bytea('digest'),
    /** The rules that an appeal says are wrong in the skill. NULL if it is about the version alone. */
    rules: jsonb('rules'),
    /** Of a report for reviewers alone; of an appeal for everybody. */
    details: text('details').notNull(),
    /** Who appeals: the repository that was proven, `github:owner/name`. NULL for a report, as anybody may send one. */
    appellant: varchar('appellant', { length: 300 }),
    /** A keyed hash of the sender's address. Deleted after a while. */
    senderHash: varchar('sender_hash', { length: 64 }),
    createdAt: time('created_at').notNull(),
    dueAt: time('due_at').notNull(),
    /** `upheld` or `dismissed`. NULL while it is open. */
    outcome: varchar('outcome', { length: 20 }),
    /** For everybody to read. */
    reason: text('reason'),
    decidedBy: varchar('decided_by', { length: 120 }),
    decidedAt: time('decided_at'),
    /** What was decided about the folder or a rule because of it. */
    decisionId: uuid('decision_id'),
  },
  (t) => [
    check('ck_reports_outcome', sql.raw('(outcome is null) = (decided_at is null)')),
    index('ix_reports_open').on(t.dueAt, t.id).where(sql`${t.decidedAt} is null`),
    index('ix_reports_decided').on(t.decidedAt.desc(), t.id.desc()).where(sql`${t.decidedAt} is not null`),
    index('ix_reports_skill').on(t.skillId, t.createdAt.desc(), t.id.desc()),
    index('ix_reports_sender').on(t.senderHash, t.createdAt).where(sql`${t.senderHash} is not null`),
    // A sender reports the same once, and an author has one appeal open for a skill.
    uniqueIndex('uq_reports_sender')
      .on(t.skillId, t.kind, t.senderHash)
      .where(sql`${t.decidedAt} is null and ${t.senderHash} is not null`),
    uniqueIndex('uq_reports_appeal').on(t.skillId).where(sql`${t.decidedAt} is null and ${t.kind} = 'appeal'`),
    foreignKey({ name: 'reports_skill_id_fkey', columns: [t.skillId], foreignColumns: [skills.id] }).onDelete(
      'cascade',
    ),
    foreignKey({
      name: 'reports_decision_id_fkey',
      columns: [t.decisionId],
      foreignColumns: [trustDecisions.id],
    }).onDelete('set null'),
  ],
)
