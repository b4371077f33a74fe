import { createMiddleware } from 'hono/factory'
import { findAccess } from '../../db/accounts/admin-users.ts'
import type { AppEnv } from '../app-env.ts'
import { Failure } from '../failure.ts'
import { verifyToken } from './admin-token.ts'
import { bearerToken } from './token.ts'

const allow = (roles: readonly string[], who: string) =>
  createMiddleware<AppEnv>(async function requireAccount(c, next) {
    const token = bearerToken(c.req.header('Authorization'))
    if (!token)
      throw new Failure(
        'unauthorized',
        'Get a token from POST /v1/admin/login and send it as `Authorization: Bearer …`.',
        {
          headers: { 'WWW-Authenticate': 'Bearer' },
        },
      )
    const claims = await verifyToken(token, { secret: c.var.config.JWT_SECRET, now: c.var.now })
    // The account may have changed since the token was issued.
    const role = await findAccess(c.var.db, claims)
    if (role === null)
      throw new Failure('invalid_token', 'The account has changed or is disabled. Please log in again.', {
        headers: { 'WWW-Authenticate': 'Bearer error="invalid_token"' },
      })
    if (!roles.includes(role)) throw new Failure('forbidden', `Only ${who} may do this.`)
    c.set('admin', { ...claims, role })
    c.set('editor', { name: claims.username, requestId: c.var.requestId })
    await next()
  })

/** Requires the bearer token of an admin. Throws Failure `unauthorized`, `invalid_token`, `token_expired` or `forbidden`. */
export const requireAdmin = allow(['admin'], 'admins')

/** Requires the bearer token of an admin or reviewer, and throws as `requireAdmin` does. */
export const requireReviewer = allow(['admin', 'reviewer'], 'admins and reviewers')

/** Lets reviewers read, and only admins write. */
export const requireAdminToChange = createMiddleware<AppEnv>((c, next) =>
  (c.req.method === 'GET' || c.req.method === 'HEAD' ? requireReviewer : requireAdmin)(c, next),
)
