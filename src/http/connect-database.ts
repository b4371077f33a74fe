import { createMiddleware } from 'hono/factory'
import { type Config, readConfig } from '../config.ts'
import { connect } from '../db/connect.ts'
import { STATEMENT_TIMEOUT_MS } from '../runs/job.ts'
import type { AppEnv } from './app-env.ts'

/** Connects to the database of the settings. `timeoutMs` limits each statement or batch. */
export const databaseOf = ({ DATABASE_URL: url, DATABASE_ENDPOINT: endpoint }: Config, timeoutMs?: number) =>
  connect({ url, endpoint, timeoutMs })

/** Reads the settings and connects to the database. `/health` and `/openapi.json` work without either. */
export const connectDatabase = createMiddleware<AppEnv>(async function connectDatabase(c, next) {
  const config = readConfig(c.env)
  c.set('config', config)
  c.set('db', databaseOf(config))
  await next()
})

/** For routes whose one write may change many thousands of skills: their statements may last as long as those of a job. */
export const allowLongWrites = createMiddleware<AppEnv>(async function allowLongWrites(c, next) {
  c.set('db', databaseOf(c.var.config, STATEMENT_TIMEOUT_MS))
  await next()
})
