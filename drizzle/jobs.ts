import { bigint, index, integer, jsonb, pgTable, varchar } from 'drizzle-orm/pg-core'
import { time } from './columns.ts'

/** Leases: who may run a job right now. A write with an older `token` is fenced off. */
export const jobLeases = pgTable('job_leases', {
  key: varchar('key', { length: 200 }).primaryKey(),
  holder: varchar('holder', { length: 64 }).notNull(),
  token: bigint('token', { mode: 'number' }).notNull(),
  acquiredAt: time('acquired_at').notNull(),
  expiresAt: time('expires_at').notNull(),
})

export const jobRuns = pgTable(
  'job_runs',
  {
    runId: varchar('run_id', { length: 40 }).primaryKey(),
    job: varchar('job', { length: 80 }).notNull(),
    scope: varchar('scope', { length: 120 }).notNull().default(''),
    trigger: varchar('trigger', { length: 20 }).notNull(),
    actor: varchar('actor', { length: 120 }),
    status: varchar('status', { length: 20 }).notNull(),
    startedAt: time('started_at').notNull(),
    endedAt: time('ended_at'),
    durationMs: integer('duration_ms'),
    counts: jsonb('counts').notNull().default({}),
    errors: jsonb('errors').notNull().default([]),
    token: bigint('token', { mode: 'number' }),
  },
  (t) => [
    // For the last run of a scope, such as a source. Each run looks for a dead run of its own scope.
    index('ix_job_runs_job_scope').on(t.job, t.scope, t.startedAt.desc().nullsFirst()),
    index('ix_job_runs_job_started').on(t.job, t.startedAt.desc().nullsFirst()),
    index('ix_job_runs_started').on(t.startedAt.desc().nullsFirst(), t.runId.desc().nullsFirst()),
  ],
)
