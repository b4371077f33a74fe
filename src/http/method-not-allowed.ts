import type { Hono, NotFoundHandler } from 'hono'
import type { AppEnv } from './app-env.ts'
import { Failure } from './failure.ts'

const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE']

/** For what no route answered: 405 with `Allow` where another method would have (OPTIONS asks for no more), else 404. */
export const methodNotAllowed =
  (app: Hono<AppEnv>): NotFoundHandler<AppEnv> =>
  (c) => {
    const allowed = METHODS.filter((method) =>
      app.router.match(method, c.req.path)[0].some(([[, route]]) => route.method === method),
    )
    if (allowed.length === 0) throw new Failure('not_found', `There is nothing at ${c.req.path.slice(0, 200)}.`)
    const allow = [...(allowed.includes('GET') ? ['HEAD'] : []), ...allowed, 'OPTIONS'].join(', ')
    if (c.req.method === 'OPTIONS') return c.body(null, 204, { Allow: allow })
    throw new Failure('method_not_allowed', `This address takes ${allow}.`, { headers: { Allow: allow } })
  }
