import { createMiddleware } from 'hono/factory'
import { findAccess } from '../../db/accounts/admin-users.ts'
import type { AppEnv } from '../app-env.ts'
import { Failure } from '../failure.ts'
import { verifyToken } from './admin-token.ts'
import { bearerToken } from './token.ts'

const allow = (roles: readonly string[]) =>
  createMiddleware<AppEnv>(async function requireAccount(c, next) {
    const token = bearerToken(c.req.header('Authorization'))
    if (!token)
      throw new Failure('unauthorized', 'Send a token from /v1/admin/login as `Authorization: Bearer …`.', {
        headers: { 'WWW-Authenticate': 'Bearer' },
      })
    const claims = await verifyToken(token, { secret: c.var.config.JWT_SECRET, now: c.var.now })
    // Of the account as it is now: a token outlives neither it nor its role.
    const role = await findAccess(c.var.db, claims)
    if (role === null)
      throw new Failure('invalid_token', 'The account has changed since, or is disabled. Please log in again.', {
        headers: { 'WWW-Authenticate': 'Bearer error="invalid_token"' },
      })
    if (!roles.includes(role)) throw new Failure('forbidden', `This takes an account that is ${roles.join(' or ')}.`)
    c.set('admin', { ...claims, role })
    c.set('actor', { name: claims.username, requestId: c.var.requestId })
    await next()
  })

/** Lets in whoever brings an admin's bearer token: 401 without a valid one, 403 for an account that is no admin. */
export const requireAdmin = allow(['admin'])

/** As `requireAdmin`, and reviewers too. */
export const requireReviewer = allow(['admin', 'reviewer'])

/** Reviewers may look, admins may change. */
export const requireAdminToChange = createMiddleware<AppEnv>((c, next) =>
  (c.req.method === 'GET' || c.req.method === 'HEAD' ? requireReviewer : requireAdmin)(c, next),
)
