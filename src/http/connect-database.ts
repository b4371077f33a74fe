import { createMiddleware } from 'hono/factory'
import { type Config, readConfig } from '../config.ts'
import { connect } from '../db/connect.ts'
import type { AppEnv } from './app-env.ts'

/** The database that the settings name; `timeoutMs` bounds each statement or batch. */
export const databaseOf = ({ DATABASE_URL: url, DATABASE_ENDPOINT: endpoint }: Config, timeoutMs?: number) =>
  connect({ url, endpoint, timeoutMs })

/** Settings and database for the routes that need them; liveness and the API's description do without. */
export const connectDatabase = createMiddleware<AppEnv>(async function connectDatabase(c, next) {
  const config = readConfig(c.env)
  c.set('config', config)
  c.set('db', databaseOf(config))
  await next()
})
