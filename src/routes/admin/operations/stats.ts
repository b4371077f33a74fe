import { Hono } from 'hono'
import { z } from 'zod'
import { readCategoryStats } from '../../../db/catalogue/category-stats.ts'
import { readRunStats } from '../../../db/operations/run-stats.ts'
import type { AppEnv } from '../../../http/app-env.ts'
import { requireAdmin } from '../../../http/auth/admin-auth.ts'
import { describe, jsonText } from '../../../http/describe.ts'
import { validate } from '../../../http/validate.ts'
import * as P from '../../params.ts'
import { CategoryStats, RunStats } from './stats-schema.ts'

const RunStatsQuery = z.strictObject({
  days: P.Days.prefault(7).meta({ description: 'UTC days, today included.' }),
})

export const stats = new Hono<AppEnv>()
  .use(requireAdmin)
  .get(
    '/categories',
    describe({
      id: 'getCategoryStats',
      tag: 'admin',
      summary: 'What each category has, how much it is used and how its power scores spread, by key',
      ok: { schema: CategoryStats },
      problems: [400, 401, 403, 503],
    }),
    validate('query', P.DaysQuery),
    async (c) => jsonText(c, await readCategoryStats(c.var.db, c.req.valid('query').days)),
  )
  .get(
    '/runs',
    describe({
      id: 'getRunStats',
      tag: 'admin',
      summary: 'How the runs of each job ended and how long they took, a UTC day, the newest day first',
      ok: { schema: RunStats },
      problems: [400, 401, 403, 503],
    }),
    validate('query', RunStatsQuery),
    async (c) => jsonText(c, await readRunStats(c.var.db, c.req.valid('query').days)),
  )
