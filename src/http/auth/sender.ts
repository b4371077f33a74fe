import { createMiddleware } from 'hono/factory'
import type { AppEnv } from '../app-env.ts'
import { Failure } from '../failure.ts'
import { rateLimit } from '../rate-limit.ts'
import { requestOrigin } from './origin.ts'
import { verifySiteToken } from './site-token.ts'
import { bearerToken } from './token.ts'

const limit = rateLimit('EVENTS_LIMITER')

/**
 * Sets `sender` to the site whose token the request has, or to null without a token. Limits requests by address, except from a
 * site's server. Throws Failure `unauthorized`, `invalid_token`, `token_expired` or `origin_not_allowed`.
 */
export const identifySender = createMiddleware<AppEnv>(async function identifySender(c, next) {
  const header = c.req.header('Authorization')
  if (header === undefined) {
    c.set('sender', null)
    return limit(c, next)
  }
  const token = bearerToken(header)
  if (!token)
    throw new Failure(
      'unauthorized',
      'Send the token of a site as `Authorization: Bearer …`, or leave the header out to send events anonymously.',
      {
        headers: { 'WWW-Authenticate': 'Bearer' },
      },
    )
  const grant = await verifySiteToken(token, { secret: c.var.config.JWT_SECRET, now: c.var.now })
  if (grant.origin !== null && grant.origin !== requestOrigin(c))
    throw new Failure('origin_not_allowed', `This token is valid only for pages of ${grant.origin}.`)
  c.set('sender', grant)
  // Any visitor can get a page's token. Only the site's server has the secret.
  return grant.origin === null ? next() : limit(c, next)
})
