import type { Context } from 'hono'
import { timingSafeEqual } from 'hono/utils/buffer'
import { beginLogin, endLogin, failLogin, type LoginAccount, upgradeHash } from '../../db/accounts/logins.ts'
import { keyedHash } from '../../domain/text/hmac.ts'
import { storable } from '../../domain/text/text.ts'
import { describeError } from '../../log.ts'
import type { AppEnv } from '../app-env.ts'
import { Failure } from '../failure.ts'
import type { AdminClaims } from './admin-token.ts'
import { hashPassword, isOutdated, verifyPassword } from './password.ts'
import { senderBlock } from './sender-block.ts'

type Credentials = { username: string; password: string }

/**
 * Returns the account of a user name and password. Throws Failure `invalid_credentials`, and does the same work for known and
 * unknown users. Throws `rate_limited`, with the time to wait, after five failures in 15 minutes; see `beginLogin`.
 */
export async function checkLogin(c: Context<AppEnv>, { username, password }: Credentials): Promise<AdminClaims> {
  const { db, config } = c.var
  const name = username.toLowerCase()
  const hash = keyedHash(config.EVENT_HASH_SECRET)
  const [accountHash, ipHash] = [hash(`login:${storable(name)}`), hash(senderBlock(c))]
  const { attemptId, retryAfterS, hasAccounts, account } = await beginLogin(db, {
    username: storable(name),
    accountHash,
    ipHash,
  })
  if (attemptId === null) throw tooMany(Math.max(retryAfterS, 1))
  const claims = hasAccounts ? await checkAccount(password, account) : await checkEnvironment(c, { username, password })
  if (!claims) {
    await failLogin(db, attemptId)
    throw new Failure('invalid_credentials', 'The user name or the password is wrong.', {
      headers: { 'WWW-Authenticate': 'Bearer' },
    })
  }
  await endLogin(db, { attemptId, accountHash, ipHash, accountId: claims.id })
  if (account && isOutdated(account.passwordHash)) upgradeLater(c, account, password)
  return claims
}

const tooMany = (waitS: number) =>
  new Failure(
    'rate_limited',
    `Too many logins failed for this account or from this address. Try again in ${waitS} s.`,
    {
      headers: { 'Retry-After': String(waitS) },
    },
  )

/** After the answer, hashes the password anew with today's parameters. If that fails, the next login does it. */
function upgradeLater(c: Context<AppEnv>, { id, passwordHash }: LoginAccount, password: string): void {
  const { db, log } = c.var
  const upgraded = hashPassword(password, c.var.newId()).then((to) =>
    upgradeHash(db, { accountId: id, from: passwordHash, to }),
  )
  c.executionCtx.waitUntil(upgraded.catch((error) => log('warn', 'hash_not_upgraded', describeError(error))))
}

async function checkAccount(password: string, account: LoginAccount | null): Promise<AdminClaims | null> {
  const fits = await verifyPassword(password, account?.passwordHash ?? null)
  if (!fits || account?.status !== 'active') return null
  const { id, version, username, role } = account
  return { id, version, username, role }
}

/** Always compares both, so that the response time reveals neither. */
async function checkEnvironment(c: Context<AppEnv>, { username, password }: Credentials): Promise<AdminClaims | null> {
  const { ADMIN_USERNAME, ADMIN_PASSWORD } = c.var.config
  const [nameFits, passwordFits] = await Promise.all([
    timingSafeEqual(username, ADMIN_USERNAME),
    timingSafeEqual(password, ADMIN_PASSWORD),
  ])
  return nameFits && passwordFits ? { id: null, version: null, username, role: 'admin' } : null
}
