import { Hono } from 'hono'
import * as z from 'zod'
import { readReadiness } from '../../db/operations/health.ts'
import { Time } from '../../http/answers.ts'
import type { AppEnv } from '../../http/app-env.ts'
import { cacheFor } from '../../http/cache-for.ts'
import { describe } from '../../http/describe.ts'

export const Alive = z.strictObject({ status: z.literal('ok') }).meta({ ref: 'Health' })

const many = z.int().meta({ description: 'Counted up to 10,000.' })

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
    feed_lag_s: z.int().meta({ description: 'How long the oldest unpublished change has waited.' }),
  })
  .meta({ ref: 'Readiness' })

export const health = new Hono<AppEnv>()
  .get(
    '/',
    describe({ id: 'getHealth', tag: 'service', summary: 'Check that the Worker is alive', ok: { schema: Alive } }),
    (c) => c.json({ status: 'ok' }),
  )
  .get(
    '/ready',
    describe({
      id: 'getReadiness',
      tag: 'service',
      summary: 'Check that the database answers',
      details: 'Also says how old the last batch is and how much work is pending.',
      ok: { schema: Ready },
      problems: [503],
    }),
    // Anyone may probe, so many probes cost one statement. An outage must still show at once.
    cacheFor({ seconds: 10, stale: 0, ifError: 0, tags: () => ['health'] }),
    async (c) => c.json({ status: 'ready', database: 'ok', ...(await readReadiness(c.var.db)) }),
  )
