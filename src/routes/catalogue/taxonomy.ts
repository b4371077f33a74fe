import { Hono } from 'hono'
import * as z from 'zod'
import { readTaxonomy } from '../../db/catalogue/taxonomy/taxonomy.ts'
import { jsonText, Time } from '../../http/answers.ts'
import type { AppEnv } from '../../http/app-env.ts'
import { cacheFor } from '../../http/cache-for.ts'
import { describe } from '../../http/describe.ts'

export const Taxonomy = z
  .strictObject({
    as_of: Time,
    categories: z.array(
      z.strictObject({ key: z.string(), name: z.string(), description: z.string().nullable(), skills: z.int() }),
    ),
    tags: z.array(z.strictObject({ key: z.string(), name: z.string(), skills: z.int() })),
  })
  .meta({ ref: 'Taxonomy' })

export const taxonomy = new Hono<AppEnv>().get(
  '/',
  describe({
    id: 'getTaxonomy',
    tag: 'catalogue',
    summary: 'List the active categories and the tags with their numbers of skills',
    ok: { schema: Taxonomy },
    problems: [503],
  }),
  cacheFor({ seconds: 300, tags: () => ['taxonomy'] }),
  async (c) => jsonText(c, await readTaxonomy(c.var.db)),
)
