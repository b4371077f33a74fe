import { createMiddleware } from 'hono/factory'
import type { AppEnv } from '../app-env.ts'
import { Failure } from '../failure.ts'
import { rateLimit } from '../rate-limit.ts'
import { requestOrigin } from './origin.ts'
import { verifySiteToken } from './site-token.ts'
import { bearerToken } from './token.ts'

const limit = rateLimit('EVENTS_LIMITER')

/**
 * Finds out on whose behalf events come: a site's, by its token, or nobody's. Not too many come from one address, but from a site's server.
 * 401 for a token that is not valid any more, 403 from another origin than its own.
 */
export const identifySender = createMiddleware<AppEnv>(async function identifySender(c, next) {
  const header = c.req.header('Authorization')
  if (header === undefined) {
    c.set('sender', null)
    return limit(c, next)
  }
  const token = bearerToken(header)
  if (!token)
    throw new Failure('unauthorized', 'Send the token of a site as `Authorization: Bearer …`, or no such header.', {
      headers: { 'WWW-Authenticate': 'Bearer' },
    })
  const grant = await verifySiteToken(token, { secret: c.var.config.JWT_SECRET, now: c.var.now })
  if (grant.origin !== null && grant.origin !== requestOrigin(c))
    throw new Failure('origin_not_allowed', `This token is good for pages of ${grant.origin} only.`)
  c.set('sender', grant)
  // Whoever opens the site gets a page's token; its server has shown the secret.
  return grant.origin === null ? next() : limit(c, next)
})
