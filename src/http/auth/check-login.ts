import type { Context } from 'hono'
import { timingSafeEqual } from 'hono/utils/buffer'
import { beginLogin, endLogin, failLogin, type LoginAccount } from '../../db/accounts/logins.ts'
import { keyedHash } from '../../domain/text/hash.ts'
import { storable } from '../../domain/text/text.ts'
import type { AppEnv } from '../app-env.ts'
import { Failure } from '../failure.ts'
import type { AdminClaims } from './admin-token.ts'
import { verifyPassword } from './password.ts'
import { senderBlock } from './sender-block.ts'

type Credentials = { username: string; password: string }

/**
 * Returns the account of a user name and password. Throws Failure `invalid_credentials`, and takes equally long for known and
 * unknown users. Throws `rate_limited` after five failures of an account or an address in 15 minutes.
 */
export async function checkLogin(c: Context<AppEnv>, { username, password }: Credentials): Promise<AdminClaims> {
  const { db, config } = c.var
  const name = username.toLowerCase()
  const hash = await keyedHash(config.EVENT_HASH_SECRET)
  const [accountHash, ipHash] = await Promise.all([hash(`login:${storable(name)}`), hash(senderBlock(c))])
  const { attemptId, retryAfterS, hasAccounts, account } = await beginLogin(db, {
    username: storable(name),
    accountHash,
    ipHash,
  })
  if (attemptId === null)
    throw new Failure(
      'rate_limited',
      'Too many logins failed for this account or from this address. Please try again later.',
      {
        headers: { 'Retry-After': String(Math.max(retryAfterS, 1)) },
      },
    )
  const claims = hasAccounts ? await checkAccount(password, account) : await checkEnvironment(c, { username, password })
  if (!claims) {
    await failLogin(db, attemptId)
    throw new Failure('invalid_credentials', 'The user name or the password is wrong.', {
      headers: { 'WWW-Authenticate': 'Bearer' },
    })
  }
  await endLogin(db, { attemptId, accountHash, accountId: claims.id })
  return claims
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
