import type { Context } from 'hono'
import { createMiddleware } from 'hono/factory'
import { EDGE_DAYS } from '../domain/feed/edge-cache.ts'
import type { AppEnv } from './app-env.ts'

// Unlike CDN-Cache-Control, it goes no further than the edge: nobody could purge the caches behind it.
const EDGE_ALONE = 'Cloudflare-CDN-Cache-Control'

/** `asIs`: nobody on the way may change the bytes, not even to compress them. */
type Caching = {
  seconds: number
  stale?: number
  ifError?: number
  tags: string[]
  untilPurged?: boolean
  asIs?: boolean
}

/** Forbids whoever passes an answer on to compress it: its digest is that of the bytes as they are. */
export const NO_TRANSFORM = 'no-transform'

/**
 * Lets caches keep this answer: it is fresh for `seconds`, may be served for `stale` more seconds while a cache refreshes it,
 * and for `ifError` more seconds if we fail. The edge, which we can purge, may keep it `untilPurged`; no other cache may.
 */
export function keepFor(c: Context<AppEnv>, caching: Caching): void {
  for (const [name, value] of cacheHeaders(caching)) c.header(name, value)
}

const cacheHeaders = ({
  seconds,
  stale = 600,
  ifError = 3600,
  tags,
  untilPurged = false,
  asIs = false,
}: Caching): [name: string, value: string][] => {
  const unchanged = asIs ? `, ${NO_TRANSFORM}` : ''
  const rest = stale + ifError === 0 ? 'must-revalidate' : `stale-while-revalidate=${stale}, stale-if-error=${ifError}`
  const forEdge = `public, max-age=${EDGE_DAYS * 86_400}, must-revalidate${unchanged}`
  return [
    ['Cache-Control', `public, max-age=${seconds}, ${rest}${unchanged}`],
    ...(untilPurged ? [[EDGE_ALONE, forEdge] as [string, string]] : []),
    ['Cache-Tag', tags.join(',')],
  ]
}

/** Lets caches keep the successful answers of a route. */
export const cacheFor = ({ tags, ...caching }: Omit<Caching, 'tags'> & { tags: (c: Context<AppEnv>) => string[] }) =>
  createMiddleware<AppEnv>(async function cacheFor(c, next) {
    await next()
    // Setting headers by the context would copy a finished answer for each of them.
    if (c.res.ok)
      for (const [name, value] of cacheHeaders({ ...caching, tags: tags(c) })) c.res.headers.set(name, value)
  })

/** Forbids caching unless the route allows it, and of errors always: an edge cache may keep an answer without Cache-Control. */
export const noStoreByDefault = createMiddleware<AppEnv>(async function noStoreByDefault(c, next) {
  await next()
  const allowed = c.res.headers.get('Cache-Control')
  if (allowed !== null && (c.res.status < 400 || allowed.includes('no-store'))) return
  c.res.headers.set('Cache-Control', 'no-store')
  c.res.headers.delete(EDGE_ALONE)
})

/** Forbids caching of answers that belong to one caller. */
export const privateNoStore = createMiddleware<AppEnv>(async function privateNoStore(c, next) {
  c.header('Cache-Control', 'private, no-store')
  await next()
})
