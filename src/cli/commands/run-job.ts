import * as z from 'zod'
import { JOBS } from '../../jobs/index.ts'
import { runJob } from '../../runs/run-job.ts'
import { defineCommand } from '../runner/command.ts'

const names = [...JOBS.keys()]

/** Runs a job by hand. If another run holds its lease, the command warns and succeeds, as the cron does. */
export const runJobCommand = defineCommand({
  input: z.object({ job: z.string().refine((name) => JOBS.has(name), `must be one of: ${names.join(', ')}`) }),
  // The job also takes its own lease, which the cron may hold.
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
    // The steps of a crawl, one per source, all have the name of the job. The counts of the whole run sum them up.
    const shown = reports.some(({ job: step }) => step === report.job) ? [report] : reports
    for (const { job: step, runId, status, counts } of shown)
      ctx.tally.details[step] = { run_id: runId, status, ...counts }
    for (const { job: step, status, errors } of reports) {
      const isOfSource = step === report.job && errors.length > 0
      if (status === 'failed' || (isOfSource && status === 'partial'))
        ctx.tally.failure(isOfSource ? (errors[0]?.target ?? step) : step, errors.map((e) => e.reason).join('; '))
      else ctx.tally.success()
      if (status === 'skipped') ctx.tally.warnings.push(`${step}: another run is in progress.`)
    }
  },
})
