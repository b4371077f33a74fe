import { z } from 'zod'
import { summariseRuns } from '../../db/operations/run-stats.ts'
import { type CommandContext, defineCommand } from '../runner/command.ts'

const DAY_MS = 24 * 3_600_000
const DEFAULT_DAYS = 7

const Input = z.object({
  job: z.string().trim().min(1).max(80).optional(),
  since: z
    .union(
      [z.iso.date(), z.iso.datetime({ offset: true })],
      'must read YYYY-MM-DD, or a time such as 2026-02-10T14:30:00Z',
    )
    .transform((text) => new Date(text))
    .optional(),
})

/** The history of runs, as whoever is on duty wants to see it: what fails, how often, how long it takes, and why. */
export const runsCommand = defineCommand({
  input: Input,
  readsOnly: true,
  columns: { jobs: ['job', 'runs', 'succeeded', 'partial', 'failed', 'running', 'median_ms', 'p95_ms', 'last_error'] },
  // To look at the history is no part of it, and two may look at once.
  lease: null,
  async run(ctx: CommandContext, { job, since }: z.output<typeof Input>) {
    const from = since ?? new Date(ctx.clock().getTime() - DEFAULT_DAYS * DAY_MS)
    const jobs = await summariseRuns(ctx.db, { since: from, job: job ?? null })
    ctx.tally.total = jobs.length
    ctx.tally.details = { since: from.toISOString(), jobs }
    if (jobs.length === 0) ctx.tally.warnings.push('There was no run in this time.')
    ctx.tally.success(jobs.length)
  },
})
