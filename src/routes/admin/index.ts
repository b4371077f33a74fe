import { Hono } from 'hono'
import type { AppEnv } from '../../http/app-env.ts'
import { privateNoStore } from '../../http/cache-for.ts'
import { session } from './session.ts'
import { adminSkills } from './skills.ts'

/** Everything under /v1/admin; nothing of it is kept by any cache. */
export const admin = new Hono<AppEnv>().use(privateNoStore).route('/', session).route('/skills', adminSkills)
