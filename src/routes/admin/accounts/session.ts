import { type Context, Hono } from 'hono'
import { resolver } from 'hono-openapi'
import * as z from 'zod'
import { changeAccount } from '../../../db/accounts/admin-users.ts'
import { Time } from '../../../http/answers.ts'
import type { AppEnv } from '../../../http/app-env.ts'
import { requireReviewer } from '../../../http/auth/admin-auth.ts'
import { issueToken } from '../../../http/auth/admin-token.ts'
import { BearerToken, bearerAnswer } from '../../../http/auth/bearer-answer.ts'
import { checkLogin } from '../../../http/auth/check-login.ts'
import { hashPassword } from '../../../http/auth/password.ts'
import { describe } from '../../../http/describe.ts'
import { Failure } from '../../../http/failure.ts'
import { limitBody } from '../../../http/input/body-limit.ts'
import { parse } from '../../../http/input/field-errors.ts'
import { readJsonBody, validate } from '../../../http/input/validate.ts'
import { rateLimit } from '../../../http/rate-limit.ts'
import { NewPassword } from './user-schema.ts'
import { allowed } from './users.ts'

// Clients of the OAuth password grant send more fields than these, so unknown ones are ignored.
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
      summary: 'Get a bearer token for a user name and password, sent as JSON or as a form',
      ok: { schema: BearerToken },
      problems: [400, 401, 413, 415, 429, 503],
      requestBody: loginBody,
      security: [],
    }),
    rateLimit('LOGIN_LIMITER'),
    limitBody(16 * 1024),
    async (c) => {
      const account = await checkLogin(c, await readCredentials(c))
      const { JWT_SECRET: secret } = c.var.config
      return c.json(bearerAnswer(await issueToken({ ...account, secret, now: c.var.now })))
    },
  )
  .get(
    '/me',
    describe({
      id: 'getMe',
      tag: 'admin',
      summary: 'Get the account of this token',
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
      summary: 'Change your own password',
      details: 'All tokens of the account become invalid.',
      ok: { status: 204 },
      problems: [400, 401, 403, 409, 413, 415, 429, 503],
    }),
    requireReviewer,
    limitBody(16 * 1024),
    validate('json', NewPassword),
    async (c) => {
      const { current_password: password, new_password } = c.req.valid('json')
      const { id, username } = c.var.admin
      if (id === null)
        throw new Failure('conflict', 'This account is in the settings of the service. Change its password there.')
      const { version } = await checkLogin(c, { username, password })
      const passwordHash = await hashPassword(new_password, c.var.newId())
      // Hashing takes long. Pass the version, in case an admin has set another password meanwhile.
      allowed(await changeAccount(c.var.db, c.var.editor, id, { passwordHash }, version), id)
      return c.body(null, 204)
    },
  )

async function readCredentials(c: Context): Promise<z.output<typeof Credentials>> {
  const isForm = /^(application\/x-www-form-urlencoded|multipart\/form-data)\b/i.test(
    c.req.header('Content-Type') ?? '',
  )
  return parse(Credentials, isForm ? await readForm(c) : await readJsonBody(c), 'body')
}

async function readForm(c: Context): Promise<unknown> {
  try {
    return await c.req.parseBody()
  } catch {
    throw new Failure('invalid', 'The body could not be parsed as a form.')
  }
}
