import * as z from 'zod'
import { OutputFile } from './output-file.ts'

const count = z.coerce.number('must be a number').int('must be a whole number').min(1, 'must be at least 1')
const orgId = z.uuid('must be a UUID')

/** The values of the options that the runner reads itself. */
export const CommonInput = z
  .object({
    dryRun: z.boolean().default(false),
    yes: z.boolean().default(false),
    orgId: orgId.optional(),
    orgIds: z
      .string()
      .transform((ids) => ids.split(',').map((id) => id.trim()))
      .pipe(z.array(orgId))
      .optional(),
    limit: count.max(1_000_000).default(1_000_000),
    failFast: z.boolean().default(false),
    jsonOutput: OutputFile.optional(),
    json: z.boolean().default(false),
    verbose: z.boolean().default(false),
    timeoutSec: count.max(86_400).optional(),
  })
  .refine((o) => !(o.orgId && o.orgIds), { path: ['orgIds'], message: 'cannot be combined with --org-id' })

export type CommonInput = z.output<typeof CommonInput>
