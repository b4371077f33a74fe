import type { Context } from 'hono'
import { createMiddleware } from 'hono/factory'
import { describeError } from '../log.ts'
import type { AppEnv } from './app-env.ts'

const READS = ['GET', 'HEAD', 'OPTIONS']

/** Does something after the answer to a write that succeeded. If it fails, logs `event`: a job does it again. */
export const afterWrite = (event: string, work: (c: Context<AppEnv>) => Promise<unknown>) =>
  createMiddleware<AppEnv>(async (c, next) => {
    await next()
    if (READS.includes(c.req.method) || !c.res.ok) return
    c.executionCtx.waitUntil(work(c).catch((error) => c.var.log('warn', event, describeError(error))))
  })
