import { createMiddleware } from 'hono/factory'
import { readConfig } from '../config.ts'
import { connect } from '../db/connect.ts'
import type { AppEnv } from './app-env.ts'

/** Settings and database for the routes that need them; liveness and the API's description do without. */
export const connectDatabase = createMiddleware<AppEnv>(async function connectDatabase(c, next) {
  const config = readConfig(c.env)
  c.set('config', config)
  c.set('db', connect({ url: config.DATABASE_URL, endpoint: config.DATABASE_ENDPOINT }))
  await next()
})
