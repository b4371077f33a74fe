import { Hono } from 'hono'
import * as z from 'zod'
import { readEventStats } from '../../../db/events/event-stats.ts'
import { jsonText, Time } from '../../../http/answers.ts'
import type { AppEnv } from '../../../http/app-env.ts'
import { requireAdmin } from '../../../http/auth/admin-auth.ts'
import { describe } from '../../../http/describe.ts'
import { days } from '../../../http/input/fields.ts'
import { validate } from '../../../http/input/validate.ts'

const StatsQuery = z.strictObject({
  days: days(7),
  site_id: z
    .union([z.literal('anonymous'), z.uuid()], 'must be a UUID or the word anonymous')
    .optional()
    .meta({ description: 'Only the events of this site, or `anonymous` for those of no site.' }),
})

const figures = {
  received: z.int().meta({ description: 'normalized + dropped_total + pending.' }),
  normalized: z.int().meta({ description: 'Stored as events, whether counted or not.' }),
  retried: z.int().meta({ description: 'Scheduled retries. One event may have several.' }),
  dropped_total: z.int(),
  dropped: z.record(z.string(), z.int()).meta({ description: 'Dropped events by reason.' }),
  pending: z.int().meta({ description: 'Not yet normalized or dropped.' }),
}

export const EventStats = z
  .strictObject({
    as_of: Time.meta({ description: 'When these figures were counted.' }),
    from: z.iso.date(),
    to: z.iso.date().meta({ description: 'The UTC day of `as_of`.' }),
    success_rate_7d: z
      .number()
      .min(0)
      .max(1)
      .nullable()
      .meta({
        description:
          '(normalized + dropped as duplicate_event_id) / (received - pending) over the last 7 UTC days including today, ' +
          'whatever `days` is. A duplicate is no loss, since its event was stored the first time. Pending events may ' +
          'still succeed, so they are left out. Null if there are no other events.',
      }),
    totals: z.strictObject(figures),
    items: z.array(
      z.strictObject({
        day: z.iso.date().meta({ description: 'The UTC day on which the events were received.' }),
        site: z
          .strictObject({ id: z.uuid(), key: z.string(), name: z.string() })
          .nullable()
          .meta({ description: 'Null for anonymous events.' }),
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
    summary: 'Get the numbers of events received, stored and dropped',
    details: 'By UTC day and site, newest day first.',
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
