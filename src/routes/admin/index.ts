import { Hono } from 'hono'
import type { AppEnv } from '../../http/app-env.ts'
import { publishChanges } from '../../http/publish-changes.ts'
import { audit } from './audit.ts'
import { adminCategories } from './categories.ts'
import { categoryAliases } from './category-aliases.ts'
import { eventStats } from './event-stats.ts'
import { improvements, skillImprovements } from './improvements.ts'
import { jobs } from './jobs.ts'
import { rawSkills } from './raw-skills.ts'
import { session } from './session.ts'
import { adminSites } from './sites.ts'
import { adminSkills } from './skills.ts'
import { sources } from './sources.ts'
import { stats } from './stats.ts'
import { adminTags } from './tags.ts'
import { users } from './users.ts'

/** Everything under /v1/admin. What is not there ends here too: behind this, CORS is open. */
export const admin = new Hono<AppEnv>()
  .route('/', session)
  // It changes nothing that is published.
  .route('/skills', skillImprovements)
  .use('/skills/*', publishChanges)
  .route('/skills', adminSkills)
  .use('/raw-skills/*', publishChanges)
  .route('/raw-skills', rawSkills)
  .use('/categories/*', publishChanges)
  .route('/categories', adminCategories)
  .use('/tags/*', publishChanges)
  .route('/tags', adminTags)
  .use('/category-aliases/*', publishChanges)
  .route('/category-aliases', categoryAliases)
  .route('/improvements', improvements)
  .route('/sites', adminSites)
  .use('/sources/*', publishChanges)
  .route('/sources', sources)
  .route('/events/stats', eventStats)
  .route('/jobs', jobs)
  .route('/stats', stats)
  .route('/audit', audit)
  .route('/users', users)
  .all('*', (c) => c.notFound())
