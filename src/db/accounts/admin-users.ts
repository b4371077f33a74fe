import { and, eq, type SQL, sql } from 'drizzle-orm'
import { adminUsers } from '../../../drizzle/admins.ts'
import { change, idOf, without } from '../changes.ts'
import type { Db } from '../connect.ts'
import { type JsonText, readJson, rfc3339 } from '../json.ts'
import { readList } from '../lists.ts'
import { lockAccounts } from '../locks.ts'
import type { Editor } from './record-audit.ts'

/** User names are lower case. */
export type NewAccount = { id: string; username: string; passwordHash: string; role: string }
/** Fields to set. Each of them ends the account's sessions. */
export type AccountChanges = {
  passwordHash?: string | undefined
  role?: string | undefined
  status?: string | undefined
}
/** `unmanned`: no active admin would be left. `changed`: the account has changed since it was read. */
export type AccountRefusal = 'missing' | 'taken' | 'unmanned' | 'changed'

const ACCOUNT = sql`
  'id', u.id, 'username', u.username, 'role', u.role, 'status', u.status, 'last_login_at', ${rfc3339('u.last_login_at')},
  'created_at', ${rfc3339('u.created_at')}, 'updated_at', ${rfc3339('u.updated_at')}`

const ACTIVE_ADMIN = sql`(role = 'admin' and status = 'active')`

/** The current role of a token's account. Returns null if the account is gone, is disabled, or has changed since the token. */
export async function findAccess(
  db: Db,
  claims: { id: string | null; version: number | null; role: string },
): Promise<string | null> {
  if (claims.id === null) return (await db.$count(adminUsers)) === 0 ? claims.role : null
  const { id, status, tokenVersion, role } = adminUsers
  const isAsClaimed = and(eq(id, claims.id), eq(status, 'active'), eq(tokenVersion, sql`${claims.version}::int`))
  const [account] = await db.select({ role }).from(adminUsers).where(isAsClaimed)
  return account?.role ?? null
}

const IS_NOT_PUBLISHED = without('Accounts are not published.')

/** Creates an account, or says why not: the first one has to be an admin. */
export async function createAccount(db: Db, editor: Editor, account: NewAccount): Promise<JsonText | AccountRefusal> {
  await change(db, {
    lock: lockAccounts,
    write: {
      created: sql`
        insert into admin_users (id, username, password_hash, role, created_at, updated_at)
        select ${account.id}::uuid, ${account.username}, ${account.passwordHash}, ${account.role}, now(), now()
        where ${account.role} = 'admin' or exists (select from admin_users where ${ACTIVE_ADMIN})
        on conflict do nothing`,
    },
    announce: IS_NOT_PUBLISHED,
    record: { by: editor, of: [{ action: 'user.create', type: 'user', were: null, are: idOf(account.id) }] },
  })
  const created = await findAccount(db, account.id)
  return created ?? ((await findCredentials(db, account.username)) ? 'taken' : 'unmanned')
}

/** Sets the fields given and ends the account's sessions, or says why not. With a `version`, only if it is still the account's. */
export async function changeAccount(
  db: Db,
  editor: Editor,
  id: string,
  p: AccountChanges,
  version?: number | null,
): Promise<JsonText | AccountRefusal> {
  const set = changesOf(p)
  const isAsRead = version == null ? sql`true` : sql`token_version = ${version}`
  const { updated } = await change(db, {
    lock: lockAccounts,
    write: {
      updated: sql<{ id: string }>`
        update admin_users u set ${sql.join(set, sql`, `)}, token_version = token_version + 1, updated_at = now()
        where id = ${id}::uuid and ${isAsRead} and (
          coalesce(${p.role ?? null}, role) = 'admin' and coalesce(${p.status ?? null}, status) = 'active'
          or exists (select from admin_users o where o.id <> u.id and ${ACTIVE_ADMIN})) returning id`,
    },
    announce: IS_NOT_PUBLISHED,
    record: { by: editor, of: [{ action: 'user.update', type: 'user', were: idOf(id), are: idOf(id) }] },
  })
  const account = await findAccount(db, id)
  if (account === null) return 'missing'
  if (updated.length === 1) return account
  return version == null ? 'unmanned' : 'changed'
}

function changesOf({ passwordHash, role, status }: AccountChanges): SQL[] {
  const columns = { password_hash: passwordHash, role, status }
  return Object.entries(columns).flatMap(([column, value]) =>
    value === undefined ? [] : [sql`${sql.identifier(column)} = ${value}`],
  )
}

/** One account, or null. */
export const findAccount = (db: Db, id: string): Promise<JsonText | null> =>
  readJson(db, sql`select json_build_object(${ACCOUNT})::text as body from admin_users u where u.id = ${id}::uuid`)

/** The id and password hash of an account by its user name, or null. */
export async function findCredentials(db: Db, username: string) {
  const [found] = await db
    .select({ id: adminUsers.id, passwordHash: adminUsers.passwordHash })
    .from(adminUsers)
    .where(eq(adminUsers.username, username))
  return found ?? null
}

/** True if there is any account. Until then, the account of the environment is valid. */
export async function hasAccounts(db: Db): Promise<boolean> {
  const [any] = await db.select({ id: adminUsers.id }).from(adminUsers).limit(1)
  return any !== undefined
}

/** Lists accounts by user name. */
export const listAccounts = (db: Db, p: { size: number; after?: string | undefined }): Promise<JsonText> =>
  readList(
    db,
    {
      tag: 'users',
      from: sql`admin_users u`,
      id: 'u.id',
      where: [],
      order: { 'u.username collate "C"': 'text' },
      direction: 'asc',
      item: ACCOUNT,
    },
    { size: p.size, after: p.after === undefined ? undefined : [p.after] },
  )
