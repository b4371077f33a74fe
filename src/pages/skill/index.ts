import { Hono, type MiddlewareHandler } from 'hono'
import { limitBody } from '../../http/input/body-limit.ts'
import { skillEvents, skillEventsFeed } from '../events/events.tsx'
import { refuseForeignWrites } from '../foreign-writes.ts'
import { reportForm, sendReport } from '../reports/report-form.tsx'
import type { PageEnv } from '../view.ts'
import { copies } from './copies.tsx'
import { file } from './files/file.tsx'
import { files } from './files/files.tsx'
import { findings } from './findings/findings.tsx'
import { overview } from './overview.tsx'
import { similar } from './similar.tsx'
import { standing } from './standing/standing.tsx'
import { versionsFeed } from './versions/atom.ts'
import { diff } from './versions/diff.tsx'
import { version } from './versions/version.tsx'
import { versions } from './versions/versions.tsx'

/** A report with all of its characters encoded. */
const MAX_FORM_BYTES = 64 * 1024

/** The pages about one skill. */
export const skillPages = new Hono<PageEnv>()
  .get('/:slug', overview)
  .get('/:slug/files', files)
  .get('/:slug/files/:path{.+}', file)
  .get('/:slug/versions', versions)
  .get('/:slug/versions.atom', versionsFeed)
  .get('/:slug/versions/:version', version)
  .get('/:slug/diff', diff)
  .get('/:slug/standing', standing)
  .get('/:slug/findings', findings)
  .get('/:slug/similar', similar)
  .get('/:slug/events', skillEvents)
  .get('/:slug/events.atom', skillEventsFeed)
  .get('/:slug/copies', copies)
  .get('/:slug/report', reportForm)
  .post(
    '/:slug/report',
    refuseForeignWrites as unknown as MiddlewareHandler<PageEnv>,
    limitBody(MAX_FORM_BYTES),
    sendReport,
  )
