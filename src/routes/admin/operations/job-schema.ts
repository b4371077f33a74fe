import * as z from 'zod'
import { Time } from '../../../http/answers.ts'
import { text } from '../../../http/input/fields.ts'
import { sizeAndCursor } from '../../../http/input/paging.ts'
import { AnyTime } from '../../../http/input/times.ts'
import { JOBS } from '../../../jobs/index.ts'

const RUN_STATUSES = ['running', 'succeeded', 'partial', 'failed'] as const
const TRIGGERS = ['cron', 'cli', 'admin', 'request'] as const

const Counts = z.record(z.string(), z.number())
const RunError = z.strictObject({ target: z.string(), reason: z.string() })

export const JobRun = z
  .strictObject({
    run_id: z.string(),
    job: z.string(),
    scope: z.string().meta({ description: '`all`, or the one thing that it worked on, such as the id of a source.' }),
    trigger: z.string().meta({ description: `What started the run: ${TRIGGERS.join(', ')}.` }),
    actor: z.string().nullable(),
    status: z.string().meta({
      description: `One of ${RUN_STATUSES.join(', ')}. \`partial\`: some targets failed, the others succeeded.`,
    }),
    stale: z.boolean().meta({
      description: 'True if the run has lost its lease without ending. It has died, and the next run will close it.',
    }),
    started_at: Time,
    ended_at: Time.nullable(),
    duration_ms: z.int().nullable(),
    counts: Counts,
    error_count: z.int(),
  })
  .meta({ ref: 'JobRun' })

export const JobRunDetail = JobRun.extend({ errors: z.array(RunError) }).meta({ ref: 'JobRunDetail' })

export const JobList = z
  .strictObject({
    as_of: Time,
    items: z.array(
      z.strictObject({
        name: z.string(),
        cron: z.string().nullable().meta({ description: 'The schedule in UTC. Null if the job has none.' }),
        part_of: z.string().nullable().meta({ description: 'The job of which it is a step.' }),
        lease_seconds: z.int(),
        last_run: JobRun.nullable().meta({
          description: 'The last run with the scope `all`. Null before the first one.',
        }),
        last_success_at: Time.nullable().meta({ description: 'When a run last ended as `succeeded`.' }),
        lease: z
          .strictObject({
            run_id: z.string().nullable().meta({ description: 'Null if the holder is unknown.' }),
            since: Time,
            expires_at: Time,
          })
          .nullable()
          .meta({ description: 'Null if nobody holds the lease, so that a run may start.' }),
      }),
    ),
  })
  .meta({ ref: 'JobList' })

const reported = {
  run_id: z.string(),
  job: z.string(),
  status: z.enum(['succeeded', 'partial', 'failed', 'skipped']),
  counts: Counts,
  errors: z.array(RunError),
}

export const RunReport = z
  .strictObject({
    ...reported,
    steps: z
      .array(z.strictObject(reported))
      .meta({ description: 'A step is `skipped` if another run held its lease.' }),
  })
  .meta({ ref: 'RunReport' })

export const RunPlan = z
  .strictObject({
    job: z.string(),
    dry_run: z.literal(true),
    would: Counts.meta({
      description:
        'How much work a run would find now. For the batch, the keys name the steps, and work that one step makes for the next is not included.',
    }),
    lease_held: z.boolean().meta({ description: 'True if a run would be refused now.' }),
  })
  .meta({ ref: 'RunPlan' })

export const RunRequest = z.strictObject({
  dry_run: z.boolean().prefault(false).meta({ description: 'Only report how much work there is.' }),
})

export const JobParam = z.object({
  name: z.string().meta({ description: `One of ${[...JOBS.keys()].join(', ')}.` }),
})

export const RunParam = z.object({ run_id: text(40).min(1) })

export const RunsQuery = z.strictObject({
  job: text(80).min(1).optional().meta({ description: 'Only runs of this job or command.' }),
  status: z.enum(RUN_STATUSES).optional(),
  trigger: z.enum(TRIGGERS).optional(),
  since: AnyTime.optional().meta({ description: 'Only runs that started at this time or later.' }),
  ...sizeAndCursor(20),
})
export const RunsCursor = z.tuple([z.literal('job-runs'), AnyTime, text(40)])
