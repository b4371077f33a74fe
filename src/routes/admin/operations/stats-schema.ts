import { z } from 'zod'
import { EVENT_TYPES } from '../../../domain/events/event.ts'
import { STATS } from '../../../domain/ranking/power.ts'
import { Time } from '../../catalogue/schemas.ts'

const window = {
  as_of: Time.meta({ description: 'When all of this was counted, in one statement.' }),
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
          .meta({ description: 'Null: the skills without a category, or with one that is gone.' }),
        name: z.string().nullable(),
        is_active: z.boolean().nullable(),
        skills: z.int().meta({ description: 'Listed: active, and not a copy of another.' }),
        scored: z.int().meta({ description: 'Those of them that have a power score.' }),
        events: each(EVENT_TYPES, z.int()).meta({
          description: 'Counted events that occurred in these whole UTC days, of the skills that are listed now.',
        }),
        averages: each(STATS, z.number()).nullable().meta({
          description: 'Of the stats as they were last scored, over the skills scored; null: there are none.',
        }),
        power_score: z
          .strictObject({
            min: z.int(),
            p25: z.number(),
            median: z.number(),
            p75: z.number(),
            max: z.int(),
            stddev: z.number().meta({ description: 'Of all the scores, not of a sample: 0 where there is one.' }),
          })
          .nullable()
          .meta({
            description:
              'How the power scores spread; quartiles lie between two scores where need be. Null: there are none.',
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
        day: z.iso.date().meta({ description: 'The UTC day on which the runs began.' }),
        job: z.string(),
        runs: z.int().meta({
          description:
            'succeeded + partial + failed + running, of every scope and trigger; the crawl of one source is a part of a run of crawl-sources. A tick that found the lease taken is no run and leaves no trace.',
        }),
        succeeded: z.int(),
        partial: z.int(),
        failed: z.int(),
        running: z.int().meta({ description: 'Not ended yet, or died and not closed by the next run yet.' }),
        success_rate: z.number().min(0).max(1).nullable().meta({
          description: 'succeeded / (succeeded + partial + failed): a partial run is no success. Null: none has ended.',
        }),
        duration_ms: z.strictObject({ median: z.int(), p95: z.int(), max: z.int() }).nullable().meta({
          description:
            'Each the duration of one of the runs that have ended, however they did; a run that died has none. Null: no run has one.',
        }),
      }),
    ),
  })
  .meta({ ref: 'RunStats' })
