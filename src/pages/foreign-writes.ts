import type { Context } from 'hono'
import { createMiddleware } from 'hono/factory'
import { Failure } from '../http/failure.ts'

/**
 * Refuses whatever changes something unless a page of ours sends it. Cookies are SameSite=Strict already; this also holds
 * for sites beside ours, whose requests count as of the same site.
 */
export const refuseForeignWrites = createMiddleware(async function refuseForeignWrites(c, next) {
  if (c.req.method !== 'GET' && c.req.method !== 'HEAD' && !isOwn(c))
    throw new Failure(
      'origin_not_allowed',
      'This form was not sent by a page of this site. Open the page and try again.',
    )
  await next()
})

function isOwn(c: Context): boolean {
  const site = c.req.header('Sec-Fetch-Site')
  if (site !== undefined) return site === 'same-origin'
  return c.req.header('Origin') === new URL(c.req.url).origin
}
