import { Hono } from 'hono'
import { z } from 'zod'
import { readReadiness } from '../../db/operations/health.ts'
import type { AppEnv } from '../../http/app-env.ts'
import { describe } from '../../http/describe.ts'
import { Time } from '../catalogue/schemas.ts'

export const Alive = z.strictObject({ status: z.literal('ok') }).meta({ ref: 'Health' })

const many = z.int().meta({ description: 'At most 10,000 are counted.' })

export const Ready = z
  .strictObject({
    status: z.literal('ready'),
    database: z.literal('ok'),
    as_of: Time,
    last_batch_at: Time.nullable(),
    last_batch_age_s: z.int().nullable(),
    pending_raw_skills: many,
    pending_raw_events: many,
    oldest_raw_event_age_s: z.int().nullable().meta({ description: 'How long the oldest of them has waited.' }),
    feed_lag_s: z.int().meta({ description: 'How long the oldest change has waited for its place in the feed.' }),
  })
  .meta({ ref: 'Readiness' })

export const health = new Hono<AppEnv>()
  .get('/', describe({ id: 'getHealth', tag: 'service', summary: 'The Worker is alive', ok: { schema: Alive } }), (c) =>
    c.json({ status: 'ok' }),
  )
  .get(
    '/ready',
    describe({
      id: 'getReadiness',
      tag: 'service',
      summary: 'The database answers; how old the last batch is, and what is pending',
      ok: { schema: Ready },
      problems: [503],
    }),
    async (c) => c.json({ status: 'ready', database: 'ok', ...(await readReadiness(c.var.db)) }),
  )
