import * as z from 'zod'
import { EVENT_TYPES } from '../../../domain/events/event.ts'
import { STATS } from '../../../domain/ranking/power.ts'
import { Time } from '../../../http/answers.ts'

const window = {
  as_of: Time.meta({ description: 'When these figures were counted.' }),
  from: z.iso.date(),
  to: z.iso.date().meta({ description: 'The UTC day of `as_of`.' }),
}

const each = <K extends string, T extends z.ZodType>(keys: readonly K[], schema: T) =>
  z.strictObject(Object.fromEntries(keys.map((key) => [key, schema])) as Record<K, T>)

export const CategoryStats = z
  .strictObject({
    ...window,
    items: z.array(
      z.strictObject({
        key: z
          .string()
          .nullable()
          .meta({ description: 'Null for the skills without a category, or with a deleted one.' }),
        name: z.string().nullable(),
        is_active: z.boolean().nullable(),
        skills: z.int().meta({ description: 'How many skills are listed: active and not a copy of another.' }),
        scored: z.int().meta({ description: 'How many of them have a power score.' }),
        events: each(EVENT_TYPES, z.int()).meta({
          description: 'Counted events of these UTC days for the skills that are listed now.',
        }),
        averages: each(STATS, z.number()).nullable().meta({
          description: 'Averages of the scored skills, by the stats of the last scoring. Null if there are none.',
        }),
        power_score: z
          .strictObject({
            min: z.int(),
            p25: z.number(),
            median: z.number(),
            p75: z.number(),
            max: z.int(),
            stddev: z.number().meta({ description: 'The population standard deviation, so 0 for one skill.' }),
          })
          .nullable()
          .meta({
            description: 'The distribution of the power scores, with interpolated quartiles. Null if there are none.',
          }),
      }),
    ),
  })
  .meta({ ref: 'CategoryStats' })

export const RunStats = z
  .strictObject({
    ...window,
    items: z.array(
      z.strictObject({
        day: z.iso.date().meta({ description: 'The UTC day on which the runs started.' }),
        job: z.string(),
        runs: z.int().meta({
          description:
            'succeeded + partial + failed + running, for every scope and trigger. The crawl of a single source counts as a part of its crawl-sources run. A tick that finds the lease taken is not counted.',
        }),
        succeeded: z.int(),
        partial: z.int(),
        failed: z.int(),
        running: z
          .int()
          .meta({ description: 'Runs that have not ended, or that died and were not closed by the next run yet.' }),
        success_rate: z.number().min(0).max(1).nullable().meta({
          description: 'succeeded / (succeeded + partial + failed). Null if no run has ended.',
        }),
        duration_ms: z.strictObject({ median: z.int(), p95: z.int(), max: z.int() }).nullable().meta({
          description:
            'Durations of the runs that have ended. The median and p95 are those of actual runs, not interpolated. Runs that died do not count. Null if there are none.',
        }),
      }),
    ),
  })
  .meta({ ref: 'RunStats' })
