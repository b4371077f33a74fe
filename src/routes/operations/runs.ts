import { Hono } from 'hono'
import * as z from 'zod'
import { readPublicRuns } from '../../db/operations/public-runs.ts'
import { jsonText, Time } from '../../http/answers.ts'
import type { AppEnv } from '../../http/app-env.ts'
import { cacheFor } from '../../http/cache-for.ts'
import { describe } from '../../http/describe.ts'
import { SCHEDULE } from '../../jobs/index.ts'

const run = {
  status: z.enum(['running', 'succeeded', 'partial', 'failed', 'skipped']).meta({
    description: '`partial`: some of what it was to do failed. `skipped`: another run was at it.',
  }),
  started_at: Time,
  ended_at: Time.nullable(),
  duration_ms: z.int().nullable(),
}

export const RecentRuns = z
  .strictObject({
    as_of: Time,
    batches: z.array(z.strictObject(run)).meta({ description: 'The last 48 runs of the batch, the newest first.' }),
    jobs: z.array(
      z.strictObject({
        job: z.string(),
        cron: z.string().meta({ description: 'When it runs, in UTC.' }),
        last: z.strictObject(run).nullable().meta({
          description:
            'Null if it has not run within the days that are kept. The crawls run, and leave a row, only if something is due.',
        }),
      }),
    ),
  })
  .meta({ ref: 'RecentRuns' })

const CRONS = Object.fromEntries(Object.entries(SCHEDULE).map(([cron, job]) => [job.name, cron]))

export const runs = new Hono<AppEnv>().get(
  '/',
  describe({
    id: 'getRecentRuns',
    tag: 'service',
    summary: 'See how the last runs of the scheduled jobs ended',
    ok: { schema: RecentRuns },
    problems: [503],
  }),
  cacheFor({ seconds: 30, tags: () => ['runs'] }),
  async (c) => jsonText(c, await readPublicRuns(c.var.db, CRONS)),
)
