import { type Context, Hono } from 'hono'
import { cors } from 'hono/cors'
import { createMiddleware } from 'hono/factory'
import { timingSafeEqual } from 'hono/utils/buffer'
import * as z from 'zod'
import { findSiteByKey, type Site } from '../../db/events/sites.ts'
import { sha256Hex } from '../../domain/text/hash.ts'
import type { AppEnv } from '../../http/app-env.ts'
import { BearerToken, bearerAnswer } from '../../http/auth/bearer-answer.ts'
import { requestOrigin } from '../../http/auth/origin.ts'
import { issueSiteToken } from '../../http/auth/site-token.ts'
import { bearerToken } from '../../http/auth/token.ts'
import { describe } from '../../http/describe.ts'
import { Failure, notFound } from '../../http/failure.ts'
import { text } from '../../http/input/fields.ts'
import { validate } from '../../http/input/validate.ts'
import { countRequest } from '../../http/rate-limit.ts'

const KeyParam = z.object({ key: text(400).min(1).meta({ description: 'Key of the site.' }) })

/** Limits requests before the site is looked up. Pages of any origin may read a 429 and its Retry-After. */
const limitReadably = createMiddleware<AppEnv>(async function limitReadably(c, next) {
  await countRequest(c, 'EVENTS_LIMITER').catch((error: unknown) => {
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

/** Lets only pages of the site's own origins read the answer. */
const corsForSite = cors({
  origin: (origin, c: Context<AppEnv>) => (c.var.site?.allowedOrigins.includes(origin) ? origin : null),
  allowMethods: ['POST'],
  exposeHeaders: ['Retry-After', 'X-Request-Id'],
  maxAge: 600,
})

export const siteTokens = new Hono<AppEnv>()
  .use('/:key/token', limitReadably, validate('param', KeyParam), findSite, corsForSite)
  .post(
    '/:key/token',
    describe({
      id: 'issueSiteToken',
      tag: 'events',
      summary: 'Get a token to report events of a site',
      details: 'A page of the site needs an allowed origin. The server of the site needs its secret.',
      ok: { schema: BearerToken },
      problems: [400, 401, 403, 404, 429, 503],
      security: [{}, { siteSecret: [] }],
    }),
    validate('param', KeyParam),
    async (c) => {
      const { site, config, now } = c.var
      if (!site) throw notFound('site', c.req.valid('param').key)
      const origin = await callerOf(c, site)
      if (site.status === 'paused')
        throw new Failure(
          'site_paused',
          'An admin has paused this site. It cannot send events until an admin activates it.',
        )
      const grant = { siteId: site.id, origin }
      return c.json(bearerAnswer(await issueSiteToken(grant, { secret: config.JWT_SECRET, now })))
    },
  )

/** Returns the origin of the calling page, or null for the site's server, which sends the secret. */
async function callerOf(c: Context<AppEnv>, site: Site): Promise<string | null> {
  const header = c.req.header('Authorization')
  if (header !== undefined) {
    const secret = bearerToken(header)
    if (secret && (await timingSafeEqual(await sha256Hex(secret), site.secretHash))) return null
    throw new Failure('invalid_credentials', 'The secret of the site is wrong.', {
      headers: { 'WWW-Authenticate': 'Bearer' },
    })
  }
  const origin = requestOrigin(c)
  if (origin !== null && site.allowedOrigins.includes(origin)) return origin
  throw new Failure(
    'origin_not_allowed',
    origin === null
      ? "Call this from a page of the site, or send the site's secret as `Authorization: Bearer …`."
      : `${origin.slice(0, 200)} is not an allowed origin of this site. An admin can add it.`,
  )
}
