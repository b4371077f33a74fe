import { createMiddleware } from 'hono/factory'
import { findRenamed } from '../db/authors/rename-skill.ts'
import type { AppEnv } from './app-env.ts'

/** Addresses of a skill: the API's, and those that clients install from. `slug@name` is the skill with this slug. */
const OF_A_SKILL = /^(\/v1\/skills\/|\/s\/)([^/@]+--[^/@]+)(@[^/]*)?(\/.*)?$/

/** Sends whoever asks for a skill by a slug that it had before it was renamed to its present one. Costs only what is not found. */
export const redirectRenamed = createMiddleware<AppEnv>(async function redirectRenamed(c, next) {
  await next()
  if (c.res.status !== 404 || (c.req.method !== 'GET' && c.req.method !== 'HEAD')) return
  const { pathname, search } = new URL(c.req.url)
  const [, before = '', slug = '', , rest = ''] = OF_A_SKILL.exec(pathname) ?? []
  if (slug === '') return
  const now = await findRenamed(c.var.db, decoded(slug).toLowerCase())
  if (now === null) return
  const headers = new Headers({
    Location: `${before}${encodeURIComponent(now)}${rest}${search}`,
    'Cache-Control': 'no-store',
  })
  c.res = undefined
  c.res = new Response(null, { status: 308, headers })
})

function decoded(part: string): string {
  try {
    return decodeURIComponent(part)
  } catch {
    return part
  }
}
