import { z } from 'zod'

/** What every command prints to standard output when it ends, as one JSON object. */
export const Summary = z.strictObject({
  script: z.string(),
  run_id: z.string(),
  started_at: z.iso.datetime(),
  ended_at: z.iso.datetime(),
  duration_ms: z.int(),
  dry_run: z.boolean(),
  /** Who ran it: OPS_ACTOR, or the user of the system. */
  actor: z.string(),
  /** Where its database is; null for a command that knows of none. */
  host: z.string().nullable(),
  targets_total: z.int(),
  processed_total: z.int(),
  succeeded_total: z.int(),
  failed_total: z.int(),
  warnings: z.array(z.string()),
  errors: z.array(z.strictObject({ target: z.string(), reason: z.string() })),
  /** What only this command can tell. */
  details: z.record(z.string(), z.unknown()),
})
export type Summary = z.output<typeof Summary>
