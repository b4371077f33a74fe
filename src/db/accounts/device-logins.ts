import { sql } from 'drizzle-orm'
import { change, onlyRow, without } from '../changes.ts'
import type { Db } from '../connect.ts'
import { lockAccounts } from '../locks.ts'
import type { Editor } from './record-audit.ts'

/** An account as a token names it. */
export type DeviceAccount = { id: string | null; version: number | null; username: string; role: string }

/** So many logins may wait at a time, from wherever they come. */
const MOST_WAITING = 1000

const IS_NOT_PUBLISHED = without('Accounts are not published.')
/** One row alone, which the statement itself locks. */
const NO_LOCK = sql`select 1`
const NOBODY = without('Nobody has logged in yet.')

/** Stores a login that waits for `seconds`. False if too many wait already. Codes are keyed hashes. */
export async function startDeviceLogin(
  db: Db,
  p: { id: string; deviceHash: string; userCodeHash: string; seconds: number },
): Promise<boolean> {
  const { started } = await change(db, {
    lock: NO_LOCK,
    write: {
      started: sql`
        insert into device_logins (id, device_hash, user_code_hash, expires_at)
        select ${p.id}::uuid, ${p.deviceHash}, ${p.userCodeHash}, now() + ${p.seconds} * interval '1 second'
        where (select count(*) from device_logins where expires_at > now()) < ${MOST_WAITING} on conflict do nothing returning id`,
    },
    announce: IS_NOT_PUBLISHED,
    record: NOBODY,
  })
  return started.length === 1
}

/** Confirms the login with a user code for an account. False if none waits with it. */
export async function approveDeviceLogin(
  db: Db,
  editor: Editor,
  p: { userCodeHash: string; account: DeviceAccount },
): Promise<boolean> {
  const waiting = sql`select id from device_logins where user_code_hash = ${p.userCodeHash} and expires_at > now()`
  const { approved } = await change(db, {
    lock: lockAccounts,
    write: {
      approved: sql`
        update device_logins set account = ${JSON.stringify(p.account)}::jsonb where id in (${waiting}) and account is null returning id`,
    },
    announce: IS_NOT_PUBLISHED,
    record: { by: editor, of: [{ action: 'device_login.approve', type: 'device_login', were: waiting, are: waiting }] },
  })
  return approved.length === 1
}

/** `account`: who confirmed the login, which is thereby used up. `tooSoon`: it was asked for less than `seconds` ago. */
type Polled = { account: DeviceAccount | null; isKnown: boolean; tooSoon: boolean }

/** Asks for the outcome of a login. One that has expired is unknown. */
export async function pollDeviceLogin(db: Db, p: { deviceHash: string; seconds: number }): Promise<Polled> {
  const { polled } = await change(db, {
    lock: NO_LOCK,
    write: {
      polled: sql<Polled>`
        with seen as materialized (
          select * from device_logins where device_hash = ${p.deviceHash} and expires_at > now() for update
        ), used as (
          delete from device_logins d using seen where d.id = seen.id and seen.account is not null
        ), marked as (
          update device_logins d set polled_at = now() from seen where d.id = seen.id and seen.account is null
        )
        select (select account from seen), exists (select from seen) as "isKnown",
          coalesce((select polled_at > now() - ${p.seconds} * interval '1 second' from seen), false) as "tooSoon"`,
    },
    announce: IS_NOT_PUBLISHED,
    record: NOBODY,
  })
  return onlyRow(polled)
}
