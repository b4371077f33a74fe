import { and, eq, isNotNull, sql } from 'drizzle-orm'
import { adminUsers, loginAddresses, loginAttempts } from '../../../drizzle/admins.ts'
import { batch, onlyRow } from '../changes.ts'
import type { Db } from '../connect.ts'

/** This many failures within the window are free. Then each attempt has to wait for its turn. */
const FREE_FAILURES = 5
const WINDOW = sql.raw(`interval '15 minutes'`)
/** The wait after the free failures. It doubles with each further failure, up to `LONGEST_WAIT_S`. */
const FIRST_WAIT_S = 10
const LONGEST_WAIT_S = 900
/** How many failures and turns one address may have within the window, over all accounts that are strange to it. */
const MAX_OF_ADDRESS = 30
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
/** `attemptId` is null if the attempt has to wait `retryAfterS` seconds first. */
export type BegunLogin = {
  attemptId: string | null
  retryAfterS: number
  /** False if the environment's account is the only one. */
  hasAccounts: boolean
  account: LoginAccount | null
}
/** An account and an address, as keyed hashes. */
type Pair = { accountHash: string; ipHash: string }

/**
 * Counts an attempt before its outcome is known, so that attempts at the same time cannot exceed the limit. An address
 * that has logged in to the account before has a counter of its own. For the others, the failures of the account and of
 * the address count; each address waits for a turn of its own, so nobody can use up the turns of somebody else.
 */
export async function beginLogin(db: Db, { username, accountHash, ipHash }: Pair & { username: string }) {
  const { begun } = await batch(db, {
    lockedAccount: lockAccount(accountHash),
    lockedAddress: sql`select pg_advisory_xact_lock(hashtextextended('login-ip:' || ${ipHash}, 0))`,
    begun: sql<BegunLogin>`
      with clock as materialized (select clock_timestamp() as now),
      counting as (
        select account_hash, ip_hash, by_stranger from login_attempts, clock
        where (account_hash = ${accountHash} or ip_hash = ${ipHash}) and attempted_at > statement_timestamp() - ${WINDOW}
          and attempted_at > now - case when failed then ${WINDOW} else ${UNDER_WAY} end
      ), pair as (
        select last_login_at is not null as is_known, turn_at from (select) one
        left join login_addresses on ip_hash = ${ipHash} and account_hash = ${accountHash}
      ), counted as (
        select count(*) filter (where account_hash = ${accountHash} and ip_hash = ${ipHash}) as of_pair,
          count(*) filter (where account_hash = ${accountHash} and by_stranger) as of_account,
          count(*) filter (where ip_hash = ${ipHash} and by_stranger) as of_address from counting
      ), waiting as (
        select count(*) as turns from login_addresses, clock
        where ip_hash = ${ipHash} and last_login_at is null and turn_at > now - ${WINDOW}
      ),
      -- a turn that nobody has used for as long as the window is void
      asked as materialized (
        select now, is_known, case when is_known then of_pair else greatest(of_account, of_address) end as failures,
          case when turn_at > now - ${WINDOW} then turn_at end as turn_at,
          not is_known and of_address + turns >= ${MAX_OF_ADDRESS}::int as is_full
        from clock, pair, counted, waiting
      ), allowed as (
        select is_known, now from asked where failures < ${FREE_FAILURES}::int or turn_at <= now
      ), begun as (
        insert into login_attempts (account_hash, ip_hash, attempted_at, by_stranger)
        select ${accountHash}, ${ipHash}, now, not is_known from allowed returning id
      ), used as (
        update login_addresses set turn_at = null
        where ip_hash = ${ipHash} and account_hash = ${accountHash} and turn_at is not null and exists (select from allowed)
      ), turn as (
        insert into login_addresses (ip_hash, account_hash, turn_at)
        select ${ipHash}, ${accountHash}, now + make_interval(secs =>
          least(${FIRST_WAIT_S}::int * 2 ^ least(failures - ${FREE_FAILURES}::int, 30), ${LONGEST_WAIT_S}::int))
        from asked where not exists (select from allowed) and turn_at is null and not is_full
        on conflict (ip_hash, account_hash) do update set turn_at = excluded.turn_at returning turn_at
      )
      select (select id from begun) as "attemptId", exists (select from admin_users) as "hasAccounts",
        ceil(extract(epoch from coalesce((select turn_at from turn), asked.turn_at, now + ${WINDOW}) - now))::int as "retryAfterS",
        (select json_build_object('id', u.id, 'username', u.username, 'passwordHash', u.password_hash, 'role', u.role, 'status', u.status,
          'version', u.token_version) from admin_users u where u.username = ${username}) as account
      from asked`,
  })
  return onlyRow(begun)
}

/** Marks an attempt as failed. */
export async function failLogin(db: Db, attemptId: string): Promise<void> {
  await db
    .update(loginAttempts)
    .set({ failed: true })
    .where(eq(loginAttempts.id, Number(attemptId)))
}

/** Ends a successful attempt: it was no failure, the address is known now, and its failures at the account are forgiven. */
export async function endLogin(db: Db, p: Pair & { attemptId: string; accountId: string | null }): Promise<void> {
  await batch(db, {
    // Two logins that end at once would each wait for the other's attempt.
    locked: lockAccount(p.accountHash),
    gone: sql`delete from login_attempts where id = ${p.attemptId}::bigint`,
    forgiven: sql`update login_attempts set account_hash = null where account_hash = ${p.accountHash} and ip_hash = ${p.ipHash}`,
    known: sql`
      insert into login_addresses (ip_hash, account_hash, last_login_at) values (${p.ipHash}, ${p.accountHash}, now())
      on conflict (ip_hash, account_hash) do update set last_login_at = now(), turn_at = null`,
    seen: sql`update admin_users set last_login_at = now() where id = ${p.accountId}::uuid`,
  })
}

const lockAccount = (accountHash: string) =>
  sql`select pg_advisory_xact_lock(hashtextextended('login-account:' || ${accountHash}, 0))`

/** Stores a hash of the same password that takes more work, unless the password has changed since `from` was read. */
export async function upgradeHash(db: Db, p: { accountId: string; from: string; to: string }): Promise<void> {
  await db
    .update(adminUsers)
    .set({ passwordHash: p.to })
    .where(and(eq(adminUsers.id, p.accountId), eq(adminUsers.passwordHash, p.from)))
}

/** Clears the failures of every account, so that admins who wait can log in at once. Addresses stay throttled. */
export async function forgiveAccounts(db: Db): Promise<void> {
  await batch(db, {
    forgiven: db.update(loginAttempts).set({ accountHash: null }).where(isNotNull(loginAttempts.accountHash)),
    called: db.update(loginAddresses).set({ turnAt: sql`now()` }).where(isNotNull(loginAddresses.turnAt)),
  })
}
