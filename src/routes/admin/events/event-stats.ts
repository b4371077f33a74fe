import { Hono } from 'hono'
import { z } from 'zod'
import { readEventStats } from '../../../db/events/event-stats.ts'
import type { AppEnv } from '../../../http/app-env.ts'
import { requireAdmin } from '../../../http/auth/admin-auth.ts'
import { describe, jsonText } from '../../../http/describe.ts'
import { validate } from '../../../http/validate.ts'
import { Time } from '../../catalogue/schemas.ts'
import * as P from '../../params.ts'

const StatsQuery = z.strictObject({
  days: P.Days.prefault(7).meta({ description: 'UTC days, today included.' }),
  site_id: z
    .union([z.literal('anonymous'), z.uuid()], 'must be a UUID, or the word anonymous')
    .optional()
    .meta({ description: 'Of one site only, or of the events that no site vouches for.' }),
})

const figures = {
  received: z.int().meta({ description: 'normalized + dropped_total + pending.' }),
  normalized: z.int().meta({ description: 'Stored as events, counted or not.' }),
  retried: z.int().meta({ description: 'Retries scheduled; an event may have several, and is received once.' }),
  dropped_total: z.int(),
  dropped: z.record(z.string(), z.int()).meta({ description: 'How many were dropped, by reason.' }),
  pending: z.int().meta({ description: 'Neither normalized nor dropped yet.' }),
}

export const EventStats = z
  .strictObject({
    as_of: Time.meta({ description: 'When all of this was counted, in one statement.' }),
    from: z.iso.date(),
    to: z.iso.date().meta({ description: 'The UTC day of `as_of`.' }),
    success_rate_7d: z
      .number()
      .min(0)
      .max(1)
      .nullable()
      .meta({
        description:
          '(normalized + dropped as duplicate_event_id) / (received - pending) over the last 7 UTC days, today included, ' +
          'whatever `days` says, of the site asked for. A repeated delivery is no loss: its event was stored the first ' +
          'time. What is pending may still succeed and is left out. Null: nothing was decided in these days.',
      }),
    totals: z.strictObject(figures),
    items: z.array(
      z.strictObject({
        day: z.iso.date().meta({ description: 'The UTC day on which the events were received.' }),
        site: z
          .strictObject({ id: z.uuid(), key: z.string(), name: z.string() })
          .nullable()
          .meta({ description: 'Null: anonymous.' }),
        ...figures,
      }),
    ),
  })
  .meta({ ref: 'EventStats' })

export const eventStats = new Hono<AppEnv>().use(requireAdmin).get(
  '/',
  describe({
    id: 'getEventStats',
    tag: 'admin',
    summary: 'What became of the events received, a UTC day and site, the newest day first',
    ok: { schema: EventStats },
    problems: [400, 401, 403, 503],
  }),
  validate('query', StatsQuery),
  async (c) => {
    const { days, site_id } = c.req.valid('query')
    const siteId = site_id === 'anonymous' ? null : site_id
    return jsonText(c, await readEventStats(c.var.db, { days, siteId }))
  },
)
