import { z } from 'zod'
import { CursorTime } from '../../../http/cursor.ts'
import { JOBS } from '../../../jobs/index.ts'
import { Time } from '../../catalogue/schemas.ts'
import * as P from '../../params.ts'

const RUN_STATUSES = ['running', 'succeeded', 'partial', 'failed'] as const
const TRIGGERS = ['cron', 'cli', 'admin'] as const

const Counts = z.record(z.string(), z.number())
const RunError = z.strictObject({ target: z.string(), reason: z.string() })

export const JobRun = z
  .strictObject({
    run_id: z.string(),
    job: z.string(),
    scope: z.string().meta({ description: '`all`, or the one thing that it was of, such as a source.' }),
    trigger: z.string().meta({ description: `What began it: ${TRIGGERS.join(', ')}.` }),
    actor: z.string().nullable(),
    status: z.string().meta({
      description: `One of ${RUN_STATUSES.join(', ')}. \`partial\`: some of its targets failed, the others went on.`,
    }),
    stale: z.boolean().meta({
      description: 'It says that it is running, but holds no lease any more: it died, and the next run will close it.',
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
        cron: z.string().nullable().meta({ description: 'In UTC; null: it has no ticks of its own.' }),
        part_of: z.string().nullable().meta({ description: 'The job that it is a step of.' }),
        lease_seconds: z.int(),
        last_run: JobRun.nullable().meta({ description: 'Of the scope `all`; null before the first one.' }),
        last_success_at: Time.nullable().meta({ description: 'When a run last ended as `succeeded`.' }),
        lease: z
          .strictObject({
            run_id: z.string().nullable().meta({ description: 'Null: the run that holds it is not known.' }),
            since: Time,
            expires_at: Time,
          })
          .nullable()
          .meta({ description: 'Null: nobody holds it, and a run may begin.' }),
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
      .meta({ description: 'A step is `skipped` where another run held its lease.' }),
  })
  .meta({ ref: 'RunReport' })

export const RunPlan = z
  .strictObject({
    job: z.string(),
    dry_run: z.literal(true),
    would: Counts.meta({
      description:
        'What a run would find to do now. Of the batch, what each of its steps would, under its name: what a step would hand on to the next is not in it.',
    }),
    lease_held: z.boolean().meta({ description: 'True: a run would be refused at the moment.' }),
  })
  .meta({ ref: 'RunPlan' })

export const RunRequest = z.strictObject({
  dry_run: z.boolean('must be true or false').prefault(false).meta({ description: 'Only says what there is to do.' }),
})

export const JobParam = z.object({
  name: z.string().meta({ description: `One of ${[...JOBS.keys()].join(', ')}.` }),
})

export const RunParam = z.object({ run_id: P.text(40).min(1) })

export const RunsQuery = z.strictObject({
  job: P.text(80).min(1).optional().meta({ description: 'Of one job, or one of the command line’s commands.' }),
  status: z.enum(RUN_STATUSES).optional(),
  trigger: z.enum(TRIGGERS).optional(),
  since: CursorTime.optional().meta({ description: 'Begun then or later.' }),
  size: P.Size.prefault(20),
  cursor: P.Cursor.optional(),
})
export const RunsCursor = z.tuple([z.literal('job-runs'), CursorTime, P.text(40)])
