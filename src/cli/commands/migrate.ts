import * as z from 'zod'
import { describeDatabaseError } from '../../db/errors.ts'
import type { MigrationNote } from '../../db/migrations.ts'
import { runJob } from '../../runs/run-job.ts'
import { MigrationRefused, migrate, planMigration } from '../migrate-database.ts'
import { type CommandContext, defineCommand, Refused } from '../runner/command.ts'

/** `npm run db:migrate`. Safe to repeat and to run twice at once. */
export const migrateCommand = defineCommand({
  input: z.object({}),
  onAnyDatabase: true,
  // The table of leases may not exist yet. Each migration takes its own lock.
  lease: null,
  run: runMigrations,
})

async function runMigrations(ctx: CommandContext): Promise<void> {
  const { db, tally } = ctx
  const plan = await planMigration(db).catch(refuse)
  tally.total = plan.adopted.length + plan.applied.length
  if (ctx.dryRun) {
    tally.details = { would_adopt: plan.adopted, would_apply: plan.applied }
    return
  }
  try {
    const { adopted, applied, notes } = await migrate(db, (target, elapsedMs) => {
      ctx.log('info', 'migration_applied', { target, status: 'succeeded', elapsed_ms: elapsedMs })
      tally.success()
    })
    tally.total = adopted.length + applied.length
    tally.success(adopted.length)
    tally.details = { adopted, applied }
    tally.warnings.push(...notes.map(describeNote))
  } catch (error) {
    if (error instanceof MigrationRefused) throw refuse(error)
    // The operator needs the database's own message, and a migration has no values to hide.
    const next = plan.applied[tally.succeeded] ?? 'migrate'
    return tally.failure(next, describeDatabaseError(error))
  }
  await recordRun(ctx)
}

function refuse(error: unknown): never {
  throw error instanceof MigrationRefused ? new Refused(error.message) : error
}

const describeNote = (note: MigrationNote) =>
  `${note.tableName}.${note.columnName} of ${note.rowId} was ${JSON.stringify(note.oldValue)} and is now NULL (the old value is kept in migration_notes)`

/** Records the run afterwards: only now does the history certainly exist. */
async function recordRun(ctx: CommandContext): Promise<void> {
  const { total, succeeded } = ctx.tally
  const job = { name: 'migrate', leaseSeconds: 60, run: async () => ({ counts: { total, succeeded, failed: 0 } }) }
  await runJob(job, { trigger: 'cli', actor: ctx.actor, runId: ctx.runId }, ctx)
}
