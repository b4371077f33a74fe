import { sql } from 'drizzle-orm'
import { foreignKey, index, integer, jsonb, pgTable, text, uniqueIndex, uuid, varchar } from 'drizzle-orm/pg-core'
import { time } from './columns.ts'
import { skills } from './skills.ts'
import { skillSources } from './sources.ts'

/** The UTC day of an improvement. */
export const dayOfImprovement = (i = '') => sql.raw(`(${i}hour at time zone 'UTC')::date`)

/** That a skill was improved: what it was used before, and what became of that. */
export const skillImprovements = pgTable(
  'skill_improvements',
  {
    id: uuid('id').primaryKey(),
    skillId: uuid('skill_id').notNull(),
    /** Who is credited: the source that the skill came from at that time. NULL: an admin wrote it. */
    sourceId: uuid('source_id'),
    kind: varchar('kind', { length: 40 }).notNull(),
    note: text('note'),
    recordedBy: varchar('recorded_by', { length: 120 }).notNull(),
    recordedAt: time('recorded_at').notNull(),
    /** The whole UTC hour that ends the window before and begins the one after. */
    hour: time('hour').notNull(),
    /** `hours, uses, views, use_rate` of the window before, as counted when it was recorded. */
    baseline: jsonb('baseline').notNull(),
    /** The same of the window after, as counted when it was evaluated. */
    post: jsonb('post'),
    /** What differs, with the interval that the verdict is by. */
    delta: jsonb('delta'),
    /** `improved`, `worsened` or `inconclusive`; NULL, as the three around it: not evaluated yet. */
    verdict: varchar('verdict', { length: 20 }),
    evaluatedAt: time('evaluated_at'),
    /** What its source was credited with. */
    points: integer('points').notNull().default(0),
  },
  (t) => [
    // A report that is sent twice is one.
    uniqueIndex('uq_skill_improvements_day').on(t.skillId, t.kind, sql`(${dayOfImprovement()})`),
    foreignKey({
      name: 'skill_improvements_skill_id_fkey',
      columns: [t.skillId],
      foreignColumns: [skills.id],
    }).onDelete('cascade'),
    foreignKey({
      name: 'skill_improvements_source_id_fkey',
      columns: [t.sourceId],
      foreignColumns: [skillSources.id],
    }).onDelete('set null'),
    index('ix_skill_improvements_recorded').on(t.recordedAt.desc().nullsFirst(), t.id.desc().nullsFirst()),
    index('ix_skill_improvements_source').on(t.sourceId, t.recordedAt.desc().nullsFirst(), t.id.desc().nullsFirst()),
    index('ix_skill_improvements_waiting').on(t.sourceId, t.hour, t.id).where(sql`evaluated_at is null`),
  ],
)
