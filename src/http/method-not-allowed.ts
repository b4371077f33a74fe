import type { Hono, NotFoundHandler } from 'hono'
import type { AppEnv } from './app-env.ts'
import { Failure } from './failure.ts'

const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE']

/**
 * Answers requests that match no route: 405 with `Allow` if the path has other methods, 204 with `Allow` to OPTIONS, and 404
 * if the path has none.
 */
export const methodNotAllowed =
  (app: Hono<AppEnv>): NotFoundHandler<AppEnv> =>
  (c) => {
    const allowed = METHODS.filter((method) =>
      app.router.match(method, c.req.path)[0].some(([[, route]]) => route.method === method),
    )
    if (allowed.length === 0)
      throw new Failure(
        'not_found',
        `There is nothing at ${c.req.path.slice(0, 200)}. See /openapi.json for all paths.`,
      )
    const allow = [...(allowed.includes('GET') ? ['HEAD'] : []), ...allowed, 'OPTIONS'].join(', ')
    if (c.req.method === 'OPTIONS') return c.body(null, 204, { Allow: allow })
    throw new Failure('method_not_allowed', `${c.req.method} is not allowed here; use ${allow}.`, {
      headers: { Allow: allow },
    })
  }
