import { bigint, date, index, integer, jsonb, pgTable, primaryKey, varchar } from 'drizzle-orm/pg-core'
import { time } from './columns.ts'

/** Leases: who may run a job right now. A write with an older `token` is fenced off. */
export const jobLeases = pgTable('job_leases', {
  key: varchar('key', { length: 200 }).primaryKey(),
  holder: varchar('holder', { length: 64 }).notNull(),
  token: bigint('token', { mode: 'number' }).notNull(),
  acquiredAt: time('acquired_at').notNull(),
  expiresAt: time('expires_at').notNull(),
})

/** Runs of jobs and commands. Folded into `job_run_days` after some days. */
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

/** How the runs of a job on a UTC day ended, for days whose runs are deleted. Kept for ever. */
export const jobRunDays = pgTable(
  'job_run_days',
  {
    /** The day on which they started. */
    day: date('day').notNull(),
    job: varchar('job', { length: 80 }).notNull(),
    succeeded: integer('succeeded').notNull(),
    partial: integer('partial').notNull(),
    failed: integer('failed').notNull(),
    /** Runs that died and were never closed. */
    running: integer('running').notNull(),
    /** Durations of the runs that ended. NULL if none did. */
    medianMs: integer('median_ms'),
    p95Ms: integer('p95_ms'),
    maxMs: integer('max_ms'),
  },
  (t) => [primaryKey({ name: 'job_run_days_pkey', columns: [t.day, t.job] })],
)
