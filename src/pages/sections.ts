import { Hono } from 'hono'
import { boards } from './boards/boards.tsx'
import { categories, tags } from './categories/categories.tsx'
import { category, tag } from './categories/members.tsx'
import type { PageEnv } from './view.ts'

/** What there is to browse and to read beside the skills themselves. */
export const sections = new Hono<PageEnv>()
  .get('/categories', categories)
  .get('/categories/:key', category)
  .get('/tags', tags)
  .get('/tags/:key', tag)
  .get('/boards', boards)
