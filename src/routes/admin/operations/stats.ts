import { Hono } from 'hono'
import * as z from 'zod'
import { readCategoryStats } from '../../../db/catalogue/taxonomy/category-stats.ts'
import { readRunStats } from '../../../db/operations/run-stats.ts'
import { jsonText } from '../../../http/answers.ts'
import type { AppEnv } from '../../../http/app-env.ts'
import { requireAdmin } from '../../../http/auth/admin-auth.ts'
import { describe } from '../../../http/describe.ts'
import { days } from '../../../http/input/fields.ts'
import { validate } from '../../../http/input/validate.ts'
import { CategoryStats, RunStats } from './stats-schema.ts'

const CategoryStatsQuery = z.strictObject({ days: days(30) })
const RunStatsQuery = z.strictObject({ days: days(7, 3650) })

export const stats = new Hono<AppEnv>()
  .use(requireAdmin)
  .get(
    '/categories',
    describe({
      id: 'getCategoryStats',
      tag: 'admin',
      summary: 'Get the skills, events and power scores of each category',
      ok: { schema: CategoryStats },
      problems: [400, 401, 403, 503],
    }),
    validate('query', CategoryStatsQuery),
    async (c) => jsonText(c, await readCategoryStats(c.var.db, c.req.valid('query').days)),
  )
  .get(
    '/runs',
    describe({
      id: 'getRunStats',
      tag: 'admin',
      summary: 'Get the outcomes and durations of the runs of each job',
      details: 'By UTC day, newest day first. The runs themselves are kept for 90 days, these figures for ever.',
      ok: { schema: RunStats },
      problems: [400, 401, 403, 503],
    }),
    validate('query', RunStatsQuery),
    async (c) => jsonText(c, await readRunStats(c.var.db, c.req.valid('query').days)),
  )
