import { createMiddleware } from 'hono/factory'
import { verifyToken } from './admin-token.ts'
import type { AppEnv } from './app-env.ts'
import { Failure } from './failure.ts'
import { bearerToken } from './token.ts'

/** Lets in whoever brings an admin's bearer token: 401 without a valid one, 403 for an account that is no admin. */
export const requireAdmin = createMiddleware<AppEnv>(async function requireAdmin(c, next) {
  const token = bearerToken(c.req.header('Authorization'))
  if (!token)
    throw new Failure('unauthorized', 'Send a token from /v1/admin/login as `Authorization: Bearer …`.', {
      headers: { 'WWW-Authenticate': 'Bearer' },
    })
  const admin = await verifyToken(token, { secret: c.var.config.JWT_SECRET, now: c.var.now })
  if (admin.role !== 'admin') throw new Failure('forbidden', 'This account is no admin.')
  c.set('admin', admin)
  await next()
})
