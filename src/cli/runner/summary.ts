import * as z from 'zod'

/** The JSON object that every command prints to stdout when it ends. */
export const Summary = z.strictObject({
  script: z.string(),
  run_id: z.string(),
  started_at: z.iso.datetime(),
  ended_at: z.iso.datetime(),
  duration_ms: z.int(),
  dry_run: z.boolean(),
  /** Who ran it: OPS_ACTOR, or else the user of the operating system. */
  actor: z.string(),
  /** Host of its database. Null if the command uses none. */
  host: z.string().nullable(),
  targets_total: z.int(),
  processed_total: z.int(),
  succeeded_total: z.int(),
  failed_total: z.int(),
  warnings: z.array(z.string()),
  errors: z.array(z.strictObject({ target: z.string(), reason: z.string() })),
  /** One for each target, of commands that have something to say about each. */
  items: z.array(z.record(z.string(), z.unknown())).optional(),
  /** Results of this command alone. */
  details: z.record(z.string(), z.unknown()),
})
export type Summary = z.output<typeof Summary>
