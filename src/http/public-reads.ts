import { cors } from 'hono/cors'
import { etag, RETAINED_304_HEADERS } from 'hono/etag'
import { createMiddleware } from 'hono/factory'
import { REPR_DIGEST } from '../domain/files/repr-digest.ts'
import type { AppEnv } from './app-env.ts'
import { SIGNATURE } from './signing/signing-keys.ts'

const EXPOSED = ['ETag', REPR_DIGEST, 'Retry-After', SIGNATURE, 'X-Request-Id']

const preflight = cors({ origin: '*', exposeHeaders: EXPOSED, maxAge: 86_400 })

/** Lets pages of any origin call the routes after this. The library's own way would copy every answer once more. */
export const openCors = createMiddleware<AppEnv>(async (c, next) => {
  if (c.req.method === 'OPTIONS') return preflight(c, next)
  await next()
  c.res.headers.set('Access-Control-Allow-Origin', '*')
  c.res.headers.set('Access-Control-Expose-Headers', EXPOSED.join(','))
})

// Browsers need the CORS headers to read a 304, and the edge cache needs Cache-Tag to purge it. The signature is that of today's
// key: whoever has the answer since an earlier key replaces it.
const KEPT_ON_304 = [
  ...RETAINED_304_HEADERS,
  'Access-Control-Allow-Origin',
  'Access-Control-Expose-Headers',
  'Cache-Tag',
  SIGNATURE,
  'X-Request-Id',
]

const conditional = etag({ retainedHeaders: KEPT_ON_304 })

const inside = new WeakSet<Request>()

/** Marks a request from within the process: nobody keeps its answer, so hashing it would be in vain. */
export function withoutEtag(request: Request): Request {
  inside.add(request)
  return request
}

/**
 * Adds an ETag to answers to GET and HEAD, and answers a matching If-None-Match with 304. `jsonText` hashes its answers
 * itself, because hashing them here would read a copy of each as a stream.
 */
export const conditionalReads = createMiddleware<AppEnv>((c, next) => {
  if ((c.req.method !== 'GET' && c.req.method !== 'HEAD') || inside.has(c.req.raw)) return next()
  c.set('isConditional', true)
  return conditional(c, next)
})
