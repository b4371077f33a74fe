import type { Context } from 'hono'
import { createMiddleware } from 'hono/factory'
import type { AppEnv } from './app-env.ts'

type Caching = { seconds: number; stale?: number; ifError?: number; tags: string[] }

/**
 * Lets caches keep this answer: it is fresh for `seconds`, may be served for `stale` more seconds while a cache refreshes it,
 * and for `ifError` more seconds if we fail.
 */
export function keepFor(c: Context<AppEnv>, { seconds, stale = 600, ifError = 3600, tags }: Caching): void {
  c.header('Cache-Control', `public, max-age=${seconds}, stale-while-revalidate=${stale}, stale-if-error=${ifError}`)
  c.header('Cache-Tag', tags.join(','))
}

/** Lets caches keep the successful answers of a route. */
export const cacheFor = ({ tags, ...caching }: Omit<Caching, 'tags'> & { tags: (c: Context<AppEnv>) => string[] }) =>
  createMiddleware<AppEnv>(async function cacheFor(c, next) {
    await next()
    if (c.res.ok) keepFor(c, { ...caching, tags: tags(c) })
  })

/** Forbids caching unless the route allows it: an edge cache may keep an answer without Cache-Control. */
export const noStoreByDefault = createMiddleware<AppEnv>(async function noStoreByDefault(c, next) {
  await next()
  if (!c.res.headers.has('Cache-Control')) c.header('Cache-Control', 'no-store')
})

/** Forbids caching of answers that belong to one caller. */
export const privateNoStore = createMiddleware<AppEnv>(async function privateNoStore(c, next) {
  c.header('Cache-Control', 'private, no-store')
  await next()
})
