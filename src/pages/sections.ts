import { Hono, type MiddlewareHandler } from 'hono'
import { limitBody } from '../http/input/body-limit.ts'
import { boards } from './boards/boards.tsx'
import { categories, tags } from './categories/categories.tsx'
import { category, tag } from './categories/members.tsx'
import { doc, docs } from './docs/docs.tsx'
import { rules } from './docs/rules.tsx'
import { categoryFeed, newFeed } from './feeds/feeds.ts'
import { refuseForeignWrites } from './foreign-writes.ts'
import { reference, referenceOf } from './reference/reference.tsx'
import { reports } from './reports/list.tsx'
import { report } from './reports/one.tsx'
import { repositories, repository } from './repositories/repository.tsx'
import { submit, submitForm } from './repositories/submit.tsx'
import { status } from './status/status.tsx'
import type { PageEnv } from './view.ts'

const MAX_FORM_BYTES = 4096

/** What there is to browse and to read beside the skills themselves. */
export const sections = new Hono<PageEnv>()
  .get('/categories', categories)
  .get('/categories/:key', category)
  .get('/tags', tags)
  .get('/tags/:key', tag)
  .get('/boards', boards)
  .get('/feeds/new.atom', newFeed)
  .get('/feeds/categories/:file', categoryFeed)
  .get('/docs', docs)
  .get('/docs/rules', rules)
  .get('/docs/:name', doc)
  .get('/reference', reference)
  .get('/reference/:tag', referenceOf)
  .get('/reports', reports)
  .get('/reports/:id', report)
  .get('/status', status)
  .get('/submit', submitForm)
  .post('/submit', refuseForeignWrites as unknown as MiddlewareHandler<PageEnv>, limitBody(MAX_FORM_BYTES), submit)
  .get('/repositories', repositories)
  .get('/repositories/:owner/:repo', repository)
