import { Hono } from 'hono'
import { readTaxonomy } from '../../db/catalogue/taxonomy.ts'
import type { AppEnv } from '../../http/app-env.ts'
import { cacheFor } from '../../http/cache-for.ts'
import { describe, jsonText } from '../../http/describe.ts'
import { Taxonomy } from './schemas.ts'

export const taxonomy = new Hono<AppEnv>().get(
  '/',
  describe({
    id: 'getTaxonomy',
    tag: 'catalogue',
    summary: 'Active categories in their order, and tags, with the number of skills',
    ok: { schema: Taxonomy },
    problems: [503],
  }),
  cacheFor({ seconds: 300, tags: () => ['taxonomy'] }),
  async (c) => jsonText(c, await readTaxonomy(c.var.db)),
)
