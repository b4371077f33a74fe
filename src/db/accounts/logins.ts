import { eq, isNotNull, sql } from 'drizzle-orm'
import { loginAttempts } from '../../../drizzle/admins.ts'
import { batch, onlyRow } from '../changes.ts'
import type { Db } from '../connect.ts'

/** The limit of failures of one account, or from one address, within the window. */
const MAX_FAILURES = 5
const WINDOW = sql.raw(`interval '15 minutes'`)
/** How long an attempt with no outcome yet counts: longer than any attempt takes. */
const UNDER_WAY = sql.raw(`interval '10 seconds'`)

export type LoginAccount = {
  id: string
  username: string
  passwordHash: string
  role: string
  status: string
  version: number
}
/** `attemptId` is null if there were too many failures: nothing more may be tried for `retryAfterS` seconds. */
export type BegunLogin = {
  attemptId: string | null
  retryAfterS: number
  /** False if the environment's account is the only one. */
  hasAccounts: boolean
  account: LoginAccount | null
}

/** Counts an attempt before its outcome is known, so that attempts at the same time cannot exceed the limit. */
export async function beginLogin(
  db: Db,
  p: { username: string; accountHash: string; ipHash: string },
): Promise<BegunLogin> {
  const { begun } = await batch(db, {
    lockedAccount: sql`select pg_advisory_xact_lock(hashtextextended('login-account:' || ${p.accountHash}, 0))`,
    lockedAddress: sql`select pg_advisory_xact_lock(hashtextextended('login-ip:' || ${p.ipHash}, 0))`,
    begun: sql<BegunLogin>`
      with waits as (${nthCounting('account_hash', p.accountHash)} union all ${nthCounting('ip_hash', p.ipHash)}),
      begun as (
        insert into login_attempts (account_hash, ip_hash, attempted_at)
        select ${p.accountHash}, ${p.ipHash}, clock_timestamp() where not exists (select from waits) returning id
      )
      select (select id from begun) as "attemptId", exists (select from admin_users) as "hasAccounts",
        coalesce((select ceil(extract(epoch from max(until) - clock_timestamp()))::int from waits), 0) as "retryAfterS",
        (select json_build_object('id', u.id, 'username', u.username, 'passwordHash', u.password_hash, 'role', u.role, 'status', u.status,
          'version', u.token_version) from admin_users u where u.username = ${p.username}) as account`,
  })
  return onlyRow(begun)
}

/** The end of the attempt that must stop counting before another one may begin. No row if another one may begin now. */
const nthCounting = (column: 'account_hash' | 'ip_hash', hash: string) => sql`(
  select until from (
    select attempted_at + case when failed then ${WINDOW} else ${UNDER_WAY} end as until from login_attempts
    where ${sql.raw(column)} = ${hash} and attempted_at > clock_timestamp() - ${WINDOW}
  ) a where until > clock_timestamp() order by until desc offset ${MAX_FAILURES - 1} limit 1)`

/** Marks an attempt as failed. */
export async function failLogin(db: Db, attemptId: string): Promise<void> {
  await db
    .update(loginAttempts)
    .set({ failed: true })
    .where(eq(loginAttempts.id, Number(attemptId)))
}

/** Ends a successful attempt: it was no failure, and earlier ones no longer count against the account. */
export async function endLogin(
  db: Db,
  p: { attemptId: string; accountHash: string; accountId: string | null },
): Promise<void> {
  await db.execute(sql`
    with gone as (delete from login_attempts where id = ${p.attemptId}::bigint),
    forgiven as (
      update login_attempts set account_hash = null where account_hash = ${p.accountHash} and id <> ${p.attemptId}::bigint
    )
    update admin_users set last_login_at = now() where id = ${p.accountId}::uuid`)
}

/** Clears the failures of every account, so that locked-out admins can log in again. Addresses stay throttled. */
export async function forgiveAccounts(db: Db): Promise<void> {
  await db.update(loginAttempts).set({ accountHash: null }).where(isNotNull(loginAttempts.accountHash))
}
