import { Hono } from 'hono'
import { cors } from 'hono/cors'
import { etag, RETAINED_304_HEADERS } from 'hono/etag'
import { requestId } from 'hono/request-id'
import { secureHeaders } from 'hono/secure-headers'
import type { AppEnv } from './http/app-env.ts'
import { noStoreByDefault, privateNoStore } from './http/cache-for.ts'
import { connectDatabase } from './http/connect-database.ts'
import { methodNotAllowed } from './http/method-not-allowed.ts'
import { onError } from './http/problem.ts'
import { requestLog } from './http/request-log.ts'
import { admin } from './routes/admin/index.ts'
import { search } from './routes/catalogue/search.ts'
import { skills } from './routes/catalogue/skills.ts'
import { taxonomy } from './routes/catalogue/taxonomy.ts'
import { updates } from './routes/catalogue/updates.ts'
import { events } from './routes/events/events.ts'
import { sites } from './routes/events/sites.ts'
import { feed } from './routes/feed/feed.ts'
import { health } from './routes/operations/health.ts'
import { openapi } from './routes/operations/openapi.ts'
import { service } from './routes/operations/service.ts'
import { rankings } from './routes/ranking/rankings.ts'

/** What the doors bring, since it is not pure: the clock, chance, new ids and secrets, and the place where log lines go. */
export type AppDeps = {
  now: () => Date
  random: () => number
  newId: () => string
  newSecret: () => string
  write: (line: string) => void
}

// Without these a browser could not read a 304, nor an edge cache purge it.
const KEPT_ON_304 = [
  ...RETAINED_304_HEADERS,
  'Access-Control-Allow-Origin',
  'Access-Control-Expose-Headers',
  'Cache-Tag',
  'X-Request-Id',
]

const conditional = etag({ retainedHeaders: KEPT_ON_304 })

/** The whole API. */
export function createApp(p: AppDeps) {
  const app = new Hono<AppEnv>()
  app.onError(onError)
  app.notFound(methodNotAllowed(app))

  app.use(requestId(), requestLog(p), noStoreByDefault)
  app.use((c, next) => {
    c.set('now', p.now())
    c.set('clock', p.now)
    c.set('random', p.random)
    c.set('newId', p.newId)
    c.set('newSecret', p.newSecret)
    return next()
  })
  app.use(secureHeaders({ crossOriginResourcePolicy: 'cross-origin' }))
  app.use('/v1/admin/*', privateNoStore)
  app.use('/v1/*', connectDatabase)
  app.use('/health/ready', connectDatabase)

  app.route('/v1/admin', admin)
  app.route('/v1/sites', sites)

  app.use(cors({ origin: '*', exposeHeaders: ['ETag', 'Retry-After', 'X-Request-Id'], maxAge: 86_400 }))
  app.use((c, next) => (c.req.method === 'GET' || c.req.method === 'HEAD' ? conditional(c, next) : next()))
  app.route('/', service)
  app.route('/health', health)
  app.route('/v1/skills', skills)
  app.route('/v1/taxonomy', taxonomy)
  app.route('/v1/rankings', rankings)
  app.route('/v1/updates', updates)
  app.route('/v1/feed', feed)
  app.route('/v1/search', search)
  app.route('/v1/events', events)
  app.route('/openapi.json', openapi(app))
  return app
}
