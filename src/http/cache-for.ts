import type { Context } from 'hono'
import { createMiddleware } from 'hono/factory'
import type { AppEnv } from './app-env.ts'

type Kept = { seconds: number; stale?: number; tags: string[] }

/** Opts one answer into caches: fresh for `seconds`, `stale` more while it is fetched anew, stale for an hour at most when we fail. */
export function keepFor(c: Context<AppEnv>, { seconds, stale = 600, tags }: Kept): void {
  c.header('Cache-Control', `public, max-age=${seconds}, stale-while-revalidate=${stale}, stale-if-error=3600`)
  c.header('Cache-Tag', tags.join(','))
}

/** Opts what a route answers into caches, unless it is an error. */
export const cacheFor = ({ tags, ...kept }: Omit<Kept, 'tags'> & { tags: (c: Context<AppEnv>) => string[] }) =>
  createMiddleware<AppEnv>(async function cacheFor(c, next) {
    await next()
    if (c.res.ok) keepFor(c, { ...kept, tags: tags(c) })
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
