import * as z from 'zod'
import { summariseRuns } from '../../db/operations/run-stats.ts'
import { AnyDay, AnyTime } from '../../http/input/times.ts'
import { type CommandContext, defineCommand } from '../runner/command.ts'

const DAY_MS = 24 * 3_600_000
const DEFAULT_DAYS = 7

const Input = z.object({
  job: z.string().trim().min(1).max(80).optional(),
  since: z
    .union([AnyDay, AnyTime], 'must be a day (YYYY-MM-DD) or a time such as 2026-02-10T14:30:00Z')
    .transform((text) => new Date(text))
    .optional(),
})

/** Summarises the history of runs for the operator on duty: failures, their rate and last error, and durations. */
export const runsCommand = defineCommand({
  input: Input,
  readsOnly: true,
  columns: { jobs: ['job', 'runs', 'succeeded', 'partial', 'failed', 'running', 'median_ms', 'p95_ms', 'last_error'] },
  // Looking at the history must not change it.
  lease: null,
  async run(ctx: CommandContext, { job, since }: z.output<typeof Input>) {
    const from = since ?? new Date(ctx.clock().getTime() - DEFAULT_DAYS * DAY_MS)
    const jobs = await summariseRuns(ctx.db, { since: from, job: job ?? null })
    ctx.tally.total = jobs.length
    ctx.tally.details = { since: from.toISOString(), jobs }
    if (jobs.length === 0) ctx.tally.warnings.push('There were no runs in this period.')
    ctx.tally.success(jobs.length)
  },
})
