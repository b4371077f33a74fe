import type { ClientContext, Named } from './command.ts'
import type { Summary } from './summary.ts'

/** Returns the summary of a run that ends now. */
export function summarise(
  { name }: Named,
  startedAt: Date,
  { runId, tally, clock, dryRun, actor }: ClientContext,
  host: string | null,
): Summary {
  const endedAt = clock()
  return {
    script: name,
    run_id: runId,
    started_at: startedAt.toISOString(),
    ended_at: endedAt.toISOString(),
    duration_ms: endedAt.getTime() - startedAt.getTime(),
    dry_run: dryRun,
    actor,
    host,
    targets_total: tally.total,
    processed_total: tally.processed,
    succeeded_total: tally.succeeded,
    failed_total: tally.errors.length,
    warnings: tally.warnings,
    errors: tally.errors,
    ...(tally.items && { items: [...tally.items] }),
    details: tally.details,
  }
}
