import { z } from 'zod'
import { JOBS } from '../../jobs/index.ts'
import { runJob } from '../../runs/run-job.ts'
import { defineCommand } from '../runner/command.ts'

const names = [...JOBS.keys()]

/** The same jobs that the cron runs, by hand. A job that another run holds is a warning, as it is no error there. */
export const runJobCommand = defineCommand({
  input: z.object({ job: z.string().refine((name) => JOBS.has(name), `is none of: ${names.join(', ')}`) }),
  // The job has a lease of its own besides: its cron may hold that.
  lease: ({ job }) => ({ scope: job, seconds: 900 }),
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
    // Steps of one name are of one source each: of those the whole run says what they did together.
    const told = reports.some(({ job: step }) => step === report.job) ? [report] : reports
    for (const { job: step, runId, status, counts } of told)
      ctx.tally.details[step] = { run_id: runId, status, ...counts }
    for (const { job: step, status, errors } of reports) {
      const isOfSource = step === report.job && errors.length > 0
      if (status === 'failed' || (isOfSource && status === 'partial'))
        ctx.tally.failure(isOfSource ? (errors[0]?.target ?? step) : step, errors.map((e) => e.reason).join('; '))
      else ctx.tally.success()
      if (status === 'skipped') ctx.tally.warnings.push(`${step}: another run is under way.`)
    }
  },
})
