import { Hono } from 'hono'
import * as z from 'zod'
import { pollDeviceLogin, startDeviceLogin } from '../../../db/accounts/device-logins.ts'
import { userCodeOf } from '../../../domain/accounts/user-code.ts'
import type { AppEnv } from '../../../http/app-env.ts'
import { issueToken } from '../../../http/auth/admin-token.ts'
import { deviceCodes } from '../../../http/auth/device-codes.ts'
import { privateNoStore } from '../../../http/cache-for.ts'
import { describe } from '../../../http/describe.ts'
import { Failure } from '../../../http/failure.ts'
import { limitBody } from '../../../http/input/body-limit.ts'
import { text } from '../../../http/input/fields.ts'
import { validate } from '../../../http/input/validate.ts'
import { rateLimit } from '../../../http/rate-limit.ts'

const LIFETIME_S = 600
/** How long a client has to wait between two questions. */
const INTERVAL_S = 2
const SCOPE = 'read write'

const CodeRequest = z.object({ label: text(200).optional() })
const CodeAnswer = z
  .strictObject({
    device_code: z.string(),
    user_code: z.string(),
    verification_uri: z.string(),
    expires_in: z.int(),
    interval: z.int(),
  })
  .meta({ ref: 'DeviceCode' })

const TokenRequest = z.object({
  device_code: text(200).min(1),
  grant_type: z.literal('urn:ietf:params:oauth:grant-type:device_code'),
})
const TokenAnswer = z
  .strictObject({
    access_token: z.string(),
    token_type: z.literal('bearer'),
    expires_in: z.int(),
    scope: z.literal(SCOPE),
  })
  .meta({ ref: 'DeviceToken' })

/** The login of a command line that somebody confirms elsewhere, by RFC 8628. */
export const deviceLogin = new Hono<AppEnv>()
  .use('/device/*', privateNoStore, limitBody(16 * 1024))
  .post(
    '/device/code',
    describe({
      id: 'startDeviceLogin',
      tag: 'clients',
      summary: 'Begin a login of the `clawhub` command line',
      details: 'Somebody with an account confirms the user code at `verification_uri` within 10 minutes.',
      ok: { schema: CodeAnswer },
      inText: true,
      problems: [400, 413, 415, 429, 503],
    }),
    rateLimit('LOGIN_LIMITER'),
    validate('json', CodeRequest),
    async (c) => {
      const codes = deviceCodes(c.var.config.JWT_SECRET)
      const [deviceCode, userCode] = [c.var.newSecret(), userCodeOf(crypto.getRandomValues(new Uint8Array(32)))]
      const started = await startDeviceLogin(c.var.db, {
        ...{ id: c.var.newId(), seconds: LIFETIME_S },
        ...{ deviceHash: codes.deviceHash(deviceCode), userCodeHash: codes.userCodeHash(userCode) },
      })
      if (!started)
        throw new Failure('rate_limited', 'Too many logins wait to be confirmed. Try again in a minute.', {
          headers: { 'Retry-After': '60' },
        })
      return c.json({
        device_code: deviceCode,
        user_code: userCode,
        verification_uri: `${new URL(c.req.url).origin}/admin/device?code=${encodeURIComponent(userCode)}`,
        expires_in: LIFETIME_S,
        interval: INTERVAL_S,
      })
    },
  )
  .post(
    '/device/token',
    describe({
      id: 'pollDeviceLogin',
      tag: 'clients',
      summary: 'Get the token of a login that somebody has confirmed',
      details: 'Until then 400 with `error` as in RFC 8628: `authorization_pending`, `slow_down` or `expired_token`.',
      ok: { schema: TokenAnswer },
      inText: true,
      problems: [400, 413, 415, 503],
    }),
    validate('json', TokenRequest),
    async (c) => {
      const { JWT_SECRET: secret } = c.var.config
      const deviceHash = deviceCodes(secret).deviceHash(c.req.valid('json').device_code)
      const { account, isKnown, tooSoon } = await pollDeviceLogin(c.var.db, { deviceHash, seconds: INTERVAL_S / 2 })
      if (account) {
        const { token, expiresInS } = await issueToken({ ...account, secret, now: c.var.now })
        return c.json({ access_token: token, token_type: 'bearer', expires_in: expiresInS, scope: SCOPE } as const)
      }
      const error = isKnown ? (tooSoon ? 'slow_down' : 'authorization_pending') : 'expired_token'
      return c.json({ error }, 400)
    },
  )
