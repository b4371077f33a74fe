import { Hono } from 'hono'
import type { AppEnv } from '../../http/app-env.ts'
import { indexChanges } from '../../http/index-changes.ts'
import { publishChanges } from '../../http/publish-changes.ts'
import { audit } from './accounts/audit.ts'
import { devices } from './accounts/devices.ts'
import { session } from './accounts/session.ts'
import { users } from './accounts/users.ts'
import { adminCategories } from './catalogue/categories.ts'
import { categoryAliases } from './catalogue/category-aliases.ts'
import { adminSkills } from './catalogue/skills.ts'
import { adminTags } from './catalogue/tags.ts'
import { unfinishedChanges } from './catalogue/unfinished-changes.ts'
import { adminVersions } from './catalogue/versions.ts'
import { eventStats } from './events/event-stats.ts'
import { adminSites } from './events/sites.ts'
import { rawSkills } from './intake/raw-skills.ts'
import { sources } from './intake/sources.ts'
import { jobs } from './operations/jobs.ts'
import { stats } from './operations/stats.ts'
import { improvements, skillImprovements } from './ranking/improvements.ts'
import { adminDecisions } from './trust/decisions.ts'
import { adminReports } from './trust/reports.ts'

/** All routes under /v1/admin. Unknown paths end here too, because CORS is open for the routes after it. */
export const admin = new Hono<AppEnv>()
  .route('/', session)
  // Recording an improvement changes nothing that is published.
  .route('/skills', skillImprovements)
  .use('/skills/*', publishChanges, indexChanges)
  .route('/skills', adminSkills)
  .route('/skills', adminVersions)
  .use('/raw-skills/*', publishChanges, indexChanges)
  .route('/raw-skills', rawSkills)
  .use('/categories/*', publishChanges, indexChanges)
  .route('/categories', adminCategories)
  .use('/tags/*', publishChanges, indexChanges)
  .route('/tags', adminTags)
  .route('/unfinished-changes', unfinishedChanges)
  .use('/category-aliases/*', publishChanges, indexChanges)
  .route('/category-aliases', categoryAliases)
  .route('/improvements', improvements)
  .route('/sites', adminSites)
  .use('/sources/*', publishChanges, indexChanges)
  .route('/sources', sources)
  .route('/events/stats', eventStats)
  .route('/jobs', jobs)
  .route('/stats', stats)
  .route('/audit', audit)
  .use('/decisions/*', publishChanges, indexChanges)
  .route('/decisions', adminDecisions)
  .use('/reports/*', publishChanges, indexChanges)
  .route('/reports', adminReports)
  .route('/users', users)
  .route('/devices', devices)
  .all('*', (c) => c.notFound())
