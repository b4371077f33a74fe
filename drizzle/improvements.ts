import { sql } from 'drizzle-orm'
import { foreignKey, index, integer, jsonb, pgTable, text, uniqueIndex, uuid, varchar } from 'drizzle-orm/pg-core'
import { time } from './columns.ts'
import { skills } from './skills.ts'
import { skillSources } from './sources.ts'

/** The UTC day of an improvement. */
export const dayOfImprovement = (i = '') => sql.raw(`(${i}hour at time zone 'UTC')::date`)

/** Improvements of skills, with the use before and after each. */
export const skillImprovements = pgTable(
  'skill_improvements',
  {
    id: uuid('id').primaryKey(),
    skillId: uuid('skill_id').notNull(),
    /** The source that is credited: the skill's source at that time. NULL if an admin wrote the skill. */
    sourceId: uuid('source_id'),
    kind: varchar('kind', { length: 40 }).notNull(),
    note: text('note'),
    recordedBy: varchar('recorded_by', { length: 120 }).notNull(),
    recordedAt: time('recorded_at').notNull(),
    /** The full UTC hour at which the window before ends and the window after begins. */
    hour: time('hour').notNull(),
    /** `hours, uses, views, use_rate` of the window before, as counted at recording. */
    baseline: jsonb('baseline').notNull(),
    /** The same of the window after, as counted at evaluation. */
    post: jsonb('post'),
    /** The differences, with the confidence interval behind the verdict. */
    delta: jsonb('delta'),
    /** `improved`, `worsened` or `inconclusive`. NULL until evaluated, as `post`, `delta` and `evaluated_at` are. */
    verdict: varchar('verdict', { length: 20 }),
    evaluatedAt: time('evaluated_at'),
    /** The points credited to its source. */
    points: integer('points').notNull().default(0),
  },
  (t) => [
    // A repeated report counts once.
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
