import type { Context } from 'hono'
import { createMiddleware } from 'hono/factory'
import type { AppEnv } from './app-env.ts'

/** Opts an answer into caches: fresh for `seconds`, ten minutes more while it is fetched anew, stale for an hour at most when we fail. */
export const cacheFor = (p: { seconds: number; tags: (c: Context<AppEnv>) => string[] }) =>
  createMiddleware<AppEnv>(async function cacheFor(c, next) {
    await next()
    if (!c.res.ok) return
    c.header('Cache-Control', `public, max-age=${p.seconds}, stale-while-revalidate=600, stale-if-error=3600`)
    c.header('Cache-Tag', p.tags(c).join(','))
  })

/** Every answer that did not opt in is kept by nobody: an edge cache may keep what says nothing. */
export const noStoreByDefault = createMiddleware<AppEnv>(async function noStoreByDefault(c, next) {
  await next()
  if (!c.res.headers.has('Cache-Control')) c.header('Cache-Control', 'no-store')
})

/** For answers that belong to one caller. */
export const privateNoStore = createMiddleware<AppEnv>(async function privateNoStore(c, next) {
  c.header('Cache-Control', 'private, no-store')
  await next()
})
