import type { Context } from 'hono'
import { createMiddleware } from 'hono/factory'
import { authorName } from '../../domain/authors/author.ts'
import type { AppEnv } from '../app-env.ts'
import { Failure } from '../failure.ts'
import { verifyAuthorToken } from './author-token.ts'
import { proveByToken } from './oidc/prove-repository.ts'
import { issuerIn } from './oidc/verify-oidc.ts'
import { bearerToken, ISSUER } from './token.ts'

/** The bearer token of a request. Throws Failure `unauthorized`. */
export function requiredToken(c: Context<AppEnv>): string {
  const token = bearerToken(c.req.header('Authorization'))
  if (token) return token
  throw new Failure(
    'unauthorized',
    "Send the OIDC token of a workflow, or an author's token, as `Authorization: Bearer …`. /docs/publish says how to get one.",
    { headers: { 'WWW-Authenticate': 'Bearer' } },
  )
}

/** Requires the token of an author, or that of a workflow. Throws a Failure for each fault of one. */
export const requireAuthor = createMiddleware<AppEnv>(async function requireAuthor(c, next) {
  const token = requiredToken(c)
  const { config, now, requestId } = c.var
  const isOurs = issuerIn(token) === ISSUER
  const author = isOurs
    ? await verifyAuthorToken(token, { secret: config.JWT_SECRET, now })
    : (await proveByToken(c, token)).author
  c.set('author', author)
  c.set('editor', { name: authorName(author), requestId })
  await next()
})
