import { type Context, Hono } from 'hono'
import { resolver } from 'hono-openapi'
import { z } from 'zod'
import { changeAccount } from '../../../db/accounts/admin-users.ts'
import type { AppEnv } from '../../../http/app-env.ts'
import { requireReviewer } from '../../../http/auth/admin-auth.ts'
import { issueToken } from '../../../http/auth/admin-token.ts'
import { checkLogin } from '../../../http/auth/check-login.ts'
import { hashPassword } from '../../../http/auth/password.ts'
import { limitBody } from '../../../http/body-limit.ts'
import { describe } from '../../../http/describe.ts'
import { Failure } from '../../../http/failure.ts'
import { rateLimit } from '../../../http/rate-limit.ts'
import { fieldErrors, invalid, readJsonBody, validate } from '../../../http/validate.ts'
import { Time, Token } from '../../catalogue/schemas.ts'
import { NewPassword } from './user-schema.ts'
import { allowed } from './users.ts'

// Form clients of the OAuth password grant send more fields than these: they are passed over.
const Credentials = z.object({ username: z.string().min(1).max(100), password: z.string().min(1).max(1000) })

export const Me = z.strictObject({ username: z.string(), role: z.string(), token_expires_at: Time }).meta({ ref: 'Me' })

const credentials = { schema: resolver(Credentials) }
const loginBody = {
  required: true,
  content: { 'application/json': credentials, 'application/x-www-form-urlencoded': credentials },
}

export const session = new Hono<AppEnv>()
  .post(
    '/login',
    describe({
      id: 'login',
      tag: 'admin',
      summary: 'A bearer token for a user name and password, as JSON or as a form',
      ok: { schema: Token },
      problems: [400, 401, 413, 415, 429, 503],
      requestBody: loginBody,
      security: [],
    }),
    rateLimit('LOGIN_LIMITER'),
    limitBody(16 * 1024),
    async (c) => {
      const account = await checkLogin(c, await readCredentials(c))
      const { JWT_SECRET: secret } = c.var.config
      const { token, expiresInS, expiresAt } = await issueToken({ ...account, secret, now: c.var.now })
      return c.json({
        access_token: token,
        token_type: 'bearer',
        expires_in: expiresInS,
        expires_at: expiresAt.toISOString(),
      })
    },
  )
  .get(
    '/me',
    describe({
      id: 'getMe',
      tag: 'admin',
      summary: 'Whose token this is',
      ok: { schema: Me },
      problems: [401, 403, 503],
    }),
    requireReviewer,
    (c) => {
      const { username, role, expiresAt } = c.var.admin
      return c.json({ username, role, token_expires_at: expiresAt.toISOString() })
    },
  )
  .post(
    '/me/password',
    describe({
      id: 'changePassword',
      tag: 'admin',
      summary: 'Sets a password of one’s own; the tokens of the account are refused from then on',
      ok: { status: 204 },
      problems: [400, 401, 403, 409, 413, 415, 429, 503],
    }),
    requireReviewer,
    limitBody(16 * 1024),
    validate('json', NewPassword),
    async (c) => {
      const { current_password: password, new_password } = c.req.valid('json')
      const { id, username } = c.var.admin
      if (id === null) throw new Failure('conflict', 'The password of this account is in the settings of the service.')
      const { version } = await checkLogin(c, { username, password })
      const passwordHash = await hashPassword(new_password, c.var.newId())
      // Hashing takes its time: an admin may have set another one meanwhile.
      allowed(await changeAccount(c.var.db, c.var.actor, id, { passwordHash }, version), id)
      return c.body(null, 204)
    },
  )

async function readCredentials(c: Context): Promise<z.output<typeof Credentials>> {
  const isForm = /^(application\/x-www-form-urlencoded|multipart\/form-data)\b/i.test(
    c.req.header('Content-Type') ?? '',
  )
  const parsed = Credentials.safeParse(isForm ? await readForm(c) : await readJsonBody(c))
  if (!parsed.success) throw invalid(fieldErrors(parsed.error.issues, 'body'))
  return parsed.data
}

async function readForm(c: Context): Promise<unknown> {
  try {
    return await c.req.parseBody()
  } catch {
    throw new Failure('invalid', 'The body could not be read as a form.')
  }
}
