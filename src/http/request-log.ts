import { createMiddleware } from 'hono/factory'
import { jsonLog } from '../log.ts'
import type { AppEnv } from './app-env.ts'

/** Logs one line per request. The query string is left out because searches are private. */
export const requestLog = (p: { write: (line: string) => void; now: () => Date }) =>
  createMiddleware<AppEnv>(async function requestLog(c, next) {
    const started = p.now()
    const log = jsonLog({ ...p, base: { request_id: c.var.requestId } })
    c.set('log', log)
    await next()
    const elapsed = p.now().getTime() - started.getTime()
    log('info', 'request', { method: c.req.method, path: c.req.path, status: c.res.status, elapsed_ms: elapsed })
  })
