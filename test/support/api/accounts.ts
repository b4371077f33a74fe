import { sql } from 'drizzle-orm'
import { createAccount } from '../../../src/db/accounts/admin-users.ts'
import type { Db } from '../../../src/db/connect.ts'
import { hashPassword } from '../../../src/http/auth/password.ts'
import { TESTER } from '../builders/builders.ts'

export const PASSWORD = 'a password of the tests'

// Hashing takes a fifth of a second on purpose, so the hash is made once.
let passwordHash: string | undefined

let made = 0

/** Creates an account with `PASSWORD`. For a reviewer it also creates an admin, if there is none. */
export async function anAccount(db: Db, p: { role?: 'admin' | 'reviewer'; username?: string } = {}) {
  const { role = 'admin', username = `account-${++made}` } = p
  if (role === 'reviewer') await ensureAdmin(db)
  const id = crypto.randomUUID()
  passwordHash ??= await hashPassword(PASSWORD, 'a salt of the tests')
  const created = await createAccount(db, TESTER, { id, username, role, passwordHash })
  if (created === 'taken' || created === 'unmanned') throw new Error(`The account was not made: ${created}.`)
  return { id, username, password: PASSWORD }
}

async function ensureAdmin(db: Db) {
  const { rows } = await db.execute(sql`select from admin_users where role = 'admin' and status = 'active'`)
  if (rows.length === 0) await anAccount(db)
}
