import { Hono } from 'hono'
import * as z from 'zod'
import { approveDeviceLogin } from '../../../db/accounts/device-logins.ts'
import type { AppEnv } from '../../../http/app-env.ts'
import { requireReviewer } from '../../../http/auth/admin-auth.ts'
import { deviceCodes } from '../../../http/auth/device-codes.ts'
import { describe } from '../../../http/describe.ts'
import { notFound } from '../../../http/failure.ts'
import { text } from '../../../http/input/fields.ts'
import { validate } from '../../../http/input/validate.ts'
import { rateLimit } from '../../../http/rate-limit.ts'

const CodeParam = z.object({ user_code: text(20).min(1).meta({ description: 'The code that the device shows.' }) })

/** Logins of command lines that wait to be confirmed. */
export const devices = new Hono<AppEnv>().post(
  '/:user_code/approve',
  describe({
    id: 'approveDevice',
    tag: 'admin',
    summary: 'Let a command line that shows this code act in your name',
    details: 'It gets a token of your account, once. The code is valid for 10 minutes.',
    ok: { status: 204 },
    problems: [400, 401, 403, 404, 429, 503],
  }),
  rateLimit('LOGIN_LIMITER'),
  requireReviewer,
  validate('param', CodeParam),
  async (c) => {
    const { user_code: code } = c.req.valid('param')
    const { id, version, username, role } = c.var.admin
    const userCodeHash = deviceCodes(c.var.config.JWT_SECRET).userCodeHash(code)
    const account = { id, version, username, role }
    const approved = await approveDeviceLogin(c.var.db, c.var.editor, { userCodeHash, account })
    if (!approved) throw notFound('login that waits with the code', code)
    return c.body(null, 204)
  },
)
