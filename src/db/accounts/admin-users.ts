import { type SQL, sql } from 'drizzle-orm'
import type { Db } from '../connect.ts'
import { type JsonText, readJson, rfc3339 } from '../json.ts'
import { readList } from '../lists.ts'
import { type Editor, recordChanges, rememberBefore } from './record-audit.ts'

/** What an account is created with; user names are lower case. */
export type NewAccount = { id: string; username: string; passwordHash: string; role: string }
/** What is set of an account. Each of them ends the sessions that it has. */
export type AccountChanges = {
  passwordHash?: string | undefined
  role?: string | undefined
  status?: string | undefined
}
/** `unmanned`: nobody would be left who may manage accounts. `changed`: it is not as it was when it was read. */
export type AccountRefusal = 'missing' | 'taken' | 'unmanned' | 'changed'

const ACCOUNT = sql`
  'id', u.id, 'username', u.username, 'role', u.role, 'status', u.status, 'last_login_at', ${rfc3339('u.last_login_at')},
  'created_at', ${rfc3339('u.created_at')}, 'updated_at', ${rfc3339('u.updated_at')}`

// One after the other: two admins who disable each other at once must not both succeed.
const lockAccounts = sql`select pg_advisory_xact_lock(hashtext('admin-users'))`

const ACTIVE_ADMIN = sql`(role = 'admin' and status = 'active')`

/** The role of whoever a token speaks for, as of now; null where the account is gone, disabled or has changed since. */
export async function findAccess(
  db: Db,
  claims: { id: string | null; version: number | null; role: string },
): Promise<string | null> {
  const { rows } = await db.execute<{ role: string | null }>(
    claims.id === null
      ? sql`select case when not exists (select from admin_users) then ${claims.role} end as role`
      : sql`select role from admin_users where id = ${claims.id}::uuid and status = 'active' and token_version = ${claims.version}::int`,
  )
  return rows[0]?.role ?? null
}

/** Creates an account, or says why not: the first one has to be an admin. */
export async function createAccount(db: Db, actor: Editor, account: NewAccount): Promise<JsonText | AccountRefusal> {
  const mine = sql`select ${account.id}::uuid`
  await db.batch([
    db.execute(lockAccounts),
    db.execute(sql`
      insert into admin_users (id, username, password_hash, role, created_at, updated_at)
      select ${account.id}::uuid, ${account.username}, ${account.passwordHash}, ${account.role}, now(), now()
      where ${account.role} = 'admin' or exists (select from admin_users where ${ACTIVE_ADMIN})
      on conflict do nothing`),
    db.execute(recordChanges(actor, 'user.create', 'user', mine)),
  ])
  const created = await findAccount(db, account.id)
  return created ?? ((await findCredentials(db, account.username)) ? 'taken' : 'unmanned')
}

/** Sets what is given and ends the account's sessions, or says why not; where `version` is given, only of the account as it was then. */
export async function changeAccount(
  db: Db,
  actor: Editor,
  id: string,
  p: AccountChanges,
  version?: number | null,
): Promise<JsonText | AccountRefusal> {
  const set = changesOf(p)
  const mine = sql`select ${id}::uuid`
  const isAsRead = version == null ? sql`true` : sql`token_version = ${version}`
  const [, , { rows }] = await db.batch([
    db.execute(lockAccounts),
    db.execute(rememberBefore('user', mine)),
    db.execute(sql`
      update admin_users u set ${sql.join(set, sql`, `)}, token_version = token_version + 1, updated_at = now()
      where id = ${id}::uuid and ${isAsRead} and (
        coalesce(${p.role ?? null}, role) = 'admin' and coalesce(${p.status ?? null}, status) = 'active'
        or exists (select from admin_users o where o.id <> u.id and ${ACTIVE_ADMIN})) returning id`),
    db.execute(recordChanges(actor, 'user.update', 'user', mine)),
  ])
  const account = await findAccount(db, id)
  if (account === null) return 'missing'
  if (rows.length === 1) return account
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

/** An account by its user name, with the hash of its password; null where there is none. */
export async function findCredentials(db: Db, username: string) {
  const { rows } = await db.execute<{ id: string; passwordHash: string }>(
    sql`select id, password_hash as "passwordHash" from admin_users where username = ${username}`,
  )
  return rows[0] ?? null
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
