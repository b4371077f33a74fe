import { Hono } from 'hono'
import * as z from 'zod'
import {
  type AccountRefusal,
  changeAccount,
  createAccount,
  findAccount,
  listAccounts,
} from '../../../db/accounts/admin-users.ts'
import { jsonText, listOf } from '../../../http/answers.ts'
import type { AppEnv } from '../../../http/app-env.ts'
import { requireAdmin } from '../../../http/auth/admin-auth.ts'
import { hashPassword } from '../../../http/auth/password.ts'
import { describe } from '../../../http/describe.ts'
import { Failure, notFound } from '../../../http/failure.ts'
import { limitBody } from '../../../http/input/body-limit.ts'
import { decodeCursor } from '../../../http/input/cursor.ts'
import { text } from '../../../http/input/fields.ts'
import { sizeAndCursor } from '../../../http/input/paging.ts'
import { refParam } from '../../../http/input/refs.ts'
import { validate } from '../../../http/input/validate.ts'
import { Account, AccountChanges, NewAccount } from './user-schema.ts'

const ListQuery = z.strictObject({ ...sizeAndCursor(50) })
const ListCursor = z.tuple([z.literal('users'), text(100)])

const MAX_BYTES = 16 * 1024

export const users = new Hono<AppEnv>()
  .use(requireAdmin)
  .post(
    '/',
    describe({
      id: 'createAccount',
      tag: 'admin',
      summary: 'Create an account',
      details: 'The first account must be an admin. It replaces the account in the settings.',
      ok: { status: 201, schema: Account },
      problems: [400, 401, 403, 409, 413, 415, 503],
    }),
    limitBody(MAX_BYTES),
    validate('json', NewAccount),
    async (c) => {
      const { username, role, password } = c.req.valid('json')
      const passwordHash = await hashPassword(password, c.var.newId())
      const created = await createAccount(c.var.db, c.var.editor, { id: c.var.newId(), username, role, passwordHash })
      return jsonText(c, allowed(created, username), 201)
    },
  )
  .get(
    '/',
    describe({
      id: 'listAccounts',
      tag: 'admin',
      summary: 'List the accounts by user name',
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
      summary: 'Get an account',
      ok: { schema: Account },
      problems: [400, 401, 403, 404, 503],
    }),
    refParam('account'),
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
      summary: 'Change the password, role or status of an account',
      details: 'All its tokens become invalid.',
      ok: { schema: Account },
      problems: [400, 401, 403, 404, 409, 413, 415, 503],
    }),
    limitBody(MAX_BYTES),
    refParam('account'),
    validate('json', AccountChanges),
    async (c) => {
      const { id } = c.req.valid('param')
      const { password, ...fields } = c.req.valid('json')
      const passwordHash = password === undefined ? undefined : await hashPassword(password, c.var.newId())
      return jsonText(c, allowed(await changeAccount(c.var.db, c.var.editor, id, { ...fields, passwordHash }), id))
    },
  )

const REFUSALS: Record<AccountRefusal, (ref: string) => Failure> = {
  missing: (id) => notFound('account', id),
  taken: (username) => new Failure('conflict', `There is already an account '${username}'.`),
  changed: () => new Failure('conflict', 'The account changed in the meantime. Please log in again.'),
  unmanned: () => new Failure('conflict', 'This would leave no active admin. Create or enable another admin first.'),
}

/** Returns the body of a successful write. Throws the Failure of a refused one. */
export function allowed(result: string | AccountRefusal, ref: string): string {
  if (result in REFUSALS) throw REFUSALS[result as AccountRefusal](ref)
  return result
}
