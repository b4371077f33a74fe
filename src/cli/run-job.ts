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
    const jobs = (JOBS.get(name) ?? []).slice(0, ctx.limit)
    ctx.tally.total = jobs.length
    if (ctx.dryRun) {
      ctx.tally.details = { would_run: jobs.map((job) => job.name) }
      return
    }
    for (const job of jobs) {
      if (!ctx.mayGoOn()) break
      const report = await runJob(job, { trigger: 'cli', actor: ctx.actor }, ctx)
      ctx.tally.details[job.name] = { run_id: report.runId, status: report.status, ...report.counts }
      if (report.status === 'failed') ctx.tally.failure(job.name, report.errors.map((e) => e.reason).join('; '))
      else ctx.tally.success()
      if (report.status === 'skipped') ctx.tally.warnings.push(`${job.name}: another run is under way.`)
    }
  },
})
