import { type Context, Hono } from 'hono'
import { cors } from 'hono/cors'
import { createMiddleware } from 'hono/factory'
import { timingSafeEqual } from 'hono/utils/buffer'
import { z } from 'zod'
import { findSiteByKey, type Site } from '../../db/events/sites.ts'
import { sha256Hex } from '../../domain/text/hash.ts'
import type { AppEnv } from '../../http/app-env.ts'
import { requestOrigin } from '../../http/auth/origin.ts'
import { issueSiteToken } from '../../http/auth/site-token.ts'
import { bearerToken } from '../../http/auth/token.ts'
import { describe } from '../../http/describe.ts'
import { Failure, notFound } from '../../http/failure.ts'
import { rateLimit } from '../../http/rate-limit.ts'
import { validate } from '../../http/validate.ts'
import { Token } from '../catalogue/schemas.ts'
import { text } from '../params.ts'

const KeyParam = z.object({ key: text(400).min(1).meta({ description: 'Key of the site.' }) })

const limit = rateLimit('EVENTS_LIMITER')

/** Before the site is looked up; a page of whatever origin gets to read that it has to wait, and how long. */
const limitReadably = createMiddleware<AppEnv>(async function limitReadably(c, next) {
  await limit(c, async () => {}).catch((error: unknown) => {
    c.header('Access-Control-Allow-Origin', '*')
    c.header('Access-Control-Expose-Headers', 'Retry-After, X-Request-Id')
    throw error
  })
  await next()
})

const findSite = createMiddleware<AppEnv, '/:key/token'>(async function findSite(c, next) {
  c.set('site', await findSiteByKey(c.var.db, c.req.param('key')))
  await next()
})

/** Only pages of the site's own origins get to read the answer. */
const corsForSite = cors({
  origin: (origin, c: Context<AppEnv>) => (c.var.site?.allowedOrigins.includes(origin) ? origin : null),
  allowMethods: ['POST'],
  exposeHeaders: ['Retry-After', 'X-Request-Id'],
  maxAge: 600,
})

export const sites = new Hono<AppEnv>()
  .use('/:key/token', limitReadably, validate('param', KeyParam), findSite, corsForSite)
  .post(
    '/:key/token',
    describe({
      id: 'issueSiteToken',
      tag: 'events',
      summary:
        "A token to report a site's events with: for a page of its origins, or for its server, which has the secret",
      ok: { schema: Token },
      problems: [400, 401, 403, 404, 429, 503],
      security: [{}, { siteSecret: [] }],
    }),
    validate('param', KeyParam),
    async (c) => {
      const { site, config, now } = c.var
      if (!site) throw notFound('site', c.req.valid('param').key)
      const origin = await callerOf(c, site)
      if (site.status === 'paused') throw new Failure('site_paused', 'An admin has paused this site.')
      const grant = { siteId: site.id, origin }
      const { token, expiresInS, expiresAt } = await issueSiteToken(grant, { secret: config.JWT_SECRET, now })
      return c.json({
        access_token: token,
        token_type: 'bearer',
        expires_in: expiresInS,
        expires_at: expiresAt.toISOString(),
      } satisfies z.input<typeof Token>)
    },
  )

/** The origin that asks, one of the site's own; null for the site's server, which shows the secret. */
async function callerOf(c: Context<AppEnv>, site: Site): Promise<string | null> {
  const header = c.req.header('Authorization')
  if (header !== undefined) {
    const secret = bearerToken(header)
    if (secret && (await timingSafeEqual(await sha256Hex(secret), site.secretHash))) return null
    throw new Failure('invalid_credentials', "This is not the site's secret.", {
      headers: { 'WWW-Authenticate': 'Bearer' },
    })
  }
  const origin = requestOrigin(c)
  if (origin !== null && site.allowedOrigins.includes(origin)) return origin
  throw new Failure(
    'origin_not_allowed',
    origin === null
      ? "Neither Origin nor Referer names a page of this site, and there is no `Authorization: Bearer` with the site's secret."
      : `Pages of ${origin.slice(0, 200)} may not report events for this site.`,
  )
}
