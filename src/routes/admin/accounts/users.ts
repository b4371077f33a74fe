import { Hono } from 'hono'
import { z } from 'zod'
import {
  type AccountRefusal,
  changeAccount,
  createAccount,
  findAccount,
  listAccounts,
} from '../../../db/accounts/admin-users.ts'
import type { AppEnv } from '../../../http/app-env.ts'
import { requireAdmin } from '../../../http/auth/admin-auth.ts'
import { hashPassword } from '../../../http/auth/password.ts'
import { limitBody } from '../../../http/body-limit.ts'
import { decodeCursor } from '../../../http/cursor.ts'
import { describe, jsonText } from '../../../http/describe.ts'
import { Failure, notFound } from '../../../http/failure.ts'
import { validate } from '../../../http/validate.ts'
import { listOf } from '../../catalogue/schemas.ts'
import * as P from '../../params.ts'
import { Account, AccountChanges, NewAccount } from './user-schema.ts'

const ListQuery = z.strictObject({ size: P.Size.prefault(50), cursor: P.Cursor.optional() })
const ListCursor = z.tuple([z.literal('users'), P.text(100)])

const MAX_BYTES = 16 * 1024

export const users = new Hono<AppEnv>()
  .use(requireAdmin)
  .post(
    '/',
    describe({
      id: 'createAccount',
      tag: 'admin',
      summary: 'A new account. The first one takes the place of the account in the settings, and has to be an admin',
      ok: { status: 201, schema: Account },
      problems: [400, 401, 403, 409, 413, 415, 503],
    }),
    limitBody(MAX_BYTES),
    validate('json', NewAccount),
    async (c) => {
      const { username, role, password } = c.req.valid('json')
      const passwordHash = await hashPassword(password, c.var.newId())
      const created = await createAccount(c.var.db, c.var.actor, { id: c.var.newId(), username, role, passwordHash })
      return jsonText(c, allowed(created, username), 201)
    },
  )
  .get(
    '/',
    describe({
      id: 'listAccounts',
      tag: 'admin',
      summary: 'The accounts by their user names',
      ok: { schema: listOf(Account) },
      problems: [400, 401, 403, 503],
    }),
    validate('query', ListQuery),
    async (c) => {
      const { cursor, size } = c.req.valid('query')
      const after = cursor === undefined ? undefined : decodeCursor(cursor, ListCursor)[1]
      return jsonText(c, await listAccounts(c.var.db, { size, after }))
    },
  )
  .get(
    '/:id',
    describe({
      id: 'getAccount',
      tag: 'admin',
      summary: 'One account',
      ok: { schema: Account },
      problems: [400, 401, 403, 404, 503],
    }),
    validate('param', P.IdParam),
    async (c) => {
      const { id } = c.req.valid('param')
      return jsonText(c, allowed((await findAccount(c.var.db, id)) ?? 'missing', id))
    },
  )
  .patch(
    '/:id',
    describe({
      id: 'updateAccount',
      tag: 'admin',
      summary: 'Sets password, role or status; the tokens that the account has are refused from then on',
      ok: { schema: Account },
      problems: [400, 401, 403, 404, 409, 413, 415, 503],
    }),
    limitBody(MAX_BYTES),
    validate('param', P.IdParam),
    validate('json', AccountChanges),
    async (c) => {
      const { id } = c.req.valid('param')
      const { password, ...fields } = c.req.valid('json')
      const passwordHash = password === undefined ? undefined : await hashPassword(password, c.var.newId())
      return jsonText(c, allowed(await changeAccount(c.var.db, c.var.actor, id, { ...fields, passwordHash }), id))
    },
  )

const REFUSALS: Record<AccountRefusal, (ref: string) => Failure> = {
  missing: (id) => notFound('account', id),
  taken: (username) => new Failure('conflict', `There is an account '${username}' already.`),
  changed: () => new Failure('conflict', 'The account has changed meanwhile. Please log in again.'),
  unmanned: () => new Failure('conflict', 'There would be no active admin left: make or enable another one first.'),
}

export function allowed(result: string | AccountRefusal, ref: string): string {
  if (result in REFUSALS) throw REFUSALS[result as AccountRefusal](ref)
  return result
}
