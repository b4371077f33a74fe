import { Hono } from 'hono'
import type { AppEnv } from '../../http/app-env.ts'
import { session } from './session.ts'
import { adminSkills } from './skills.ts'

/** Everything under /v1/admin. What is not there ends here too: behind this, CORS is open. */
export const admin = new Hono<AppEnv>()
  .route('/', session)
  .route('/skills', adminSkills)
  .all('*', (c) => c.notFound())
