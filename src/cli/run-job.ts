import { z } from 'zod'
import { JOBS } from '../jobs/index.ts'
import { runJob } from '../jobs/run-job.ts'
import { defineCommand } from './command.ts'

const names = [...JOBS.keys()]

/** The same jobs that the cron runs, by hand. A job that another run holds is a warning, as it is no error there. */
export const runJobCommand = defineCommand({
  name: 'run-job',
  summary: `run a job now, as its cron would: ${names.join(', ')}`,
  args: [['<job>', 'name of the job; batch is all of the ten-minute tick']],
  options: [],
  input: z.object({ job: z.string().refine((name) => JOBS.has(name), `is none of: ${names.join(', ')}`) }),
  byOrg: false,
  lease: null,
  async run(ctx, { job: name }) {
    const job = JOBS.get(name)
    if (!job) return
    if (ctx.dryRun) {
      ctx.tally.details = { would_run: job.name, would: await job.plan({ ...ctx, now: ctx.clock() }) }
      return
    }
    const report = await runJob(job, { trigger: 'cli', actor: ctx.actor }, ctx)
    const reports = report.steps.length > 0 ? report.steps : [report]
    ctx.tally.total = reports.length
    for (const { job: step, runId, status, counts, errors } of reports) {
      ctx.tally.details[step] = { run_id: runId, status, ...counts }
      if (status === 'failed') ctx.tally.failure(step, errors.map((e) => e.reason).join('; '))
      else ctx.tally.success()
      if (status === 'skipped') ctx.tally.warnings.push(`${step}: another run is under way.`)
    }
  },
})
