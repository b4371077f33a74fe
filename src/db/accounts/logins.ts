import { sql } from 'drizzle-orm'
import type { Db } from '../connect.ts'

/** So many failures within so many minutes, of one account or from one address, are all that is let through. */
const MAX_FAILURES = 5
const WINDOW = sql.raw(`interval '15 minutes'`)
/** How long an attempt counts whose outcome is not known: longer than any takes. */
const UNDER_WAY = sql.raw(`interval '10 seconds'`)

export type LoginAccount = {
  id: string
  username: string
  passwordHash: string
  role: string
  status: string
  version: number
}
/** `attemptId` is null where there were too many failures: nothing more may be tried for `retryAfterS` seconds. */
export type BegunLogin = {
  attemptId: string | null
  retryAfterS: number
  /** False: the environment's account is the only one. */
  hasAccounts: boolean
  account: LoginAccount | null
}

/** Counts an attempt before its outcome is known, so that many at once are no more than one after the other. */
export async function beginLogin(
  db: Db,
  p: { username: string; accountHash: string; ipHash: string },
): Promise<BegunLogin> {
  const [, , { rows }] = await db.batch([
    db.execute(sql`select pg_advisory_xact_lock(hashtextextended('login-account:' || ${p.accountHash}, 0))`),
    db.execute(sql`select pg_advisory_xact_lock(hashtextextended('login-ip:' || ${p.ipHash}, 0))`),
    db.execute<BegunLogin>(sql`
    with waits as (${nthCounting('account_hash', p.accountHash)} union all ${nthCounting('ip_hash', p.ipHash)}),
    begun as (
      insert into login_attempts (account_hash, ip_hash, attempted_at)
      select ${p.accountHash}, ${p.ipHash}, clock_timestamp() where not exists (select from waits) returning id
    )
    select (select id from begun) as "attemptId", exists (select from admin_users) as "hasAccounts",
      coalesce((select ceil(extract(epoch from max(until) - clock_timestamp()))::int from waits), 0) as "retryAfterS",
      (select json_build_object('id', u.id, 'username', u.username, 'passwordHash', u.password_hash, 'role', u.role, 'status', u.status,
        'version', u.token_version) from admin_users u where u.username = ${p.username}) as account`),
  ])
  const begun = rows[0]
  if (!begun) throw new Error('A login was not answered.')
  return begun
}

/** The attempt that has to stop counting before there is room for another one. */
const nthCounting = (column: 'account_hash' | 'ip_hash', hash: string) => sql`(
  select until from (
    select attempted_at + case when failed then ${WINDOW} else ${UNDER_WAY} end as until from login_attempts
    where ${sql.raw(column)} = ${hash} and attempted_at > clock_timestamp() - ${WINDOW}
  ) a where until > clock_timestamp() order by until desc offset ${MAX_FAILURES - 1} limit 1)`

/** It was a wrong password. */
export async function failLogin(db: Db, attemptId: string): Promise<void> {
  await db.execute(sql`update login_attempts set failed = true where id = ${attemptId}::bigint`)
}

/** It was the right password: the attempt was no failure, and those before it do not count against the account any more. */
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

/** No failure counts against any account any more: whoever runs the service lets its admins in again. Addresses stay throttled. */
export async function forgiveAccounts(db: Db): Promise<void> {
  await db.execute(sql`update login_attempts set account_hash = null where account_hash is not null`)
}
