import * as z from 'zod'
import { openToken, signToken, type TokenKind } from './token.ts'

const ADMIN_TOKEN: TokenKind = {
  audience: 'agent-skills-marketplace/admin',
  type: 'at+jwt',
  lifetimeS: 120 * 60,
  renewal: 'Please log in again.',
}

/** The account that a token was issued to. `id` and `version` are null for the account in the settings. */
export type AdminClaims = { id: string | null; version: number | null; username: string; role: string }

/** Issues a bearer token for an account. It is valid for 120 minutes, or until the account changes. */
export const issueToken = ({ id, version, username, role, ...p }: AdminClaims & { secret: string; now: Date }) =>
  signToken(ADMIN_TOKEN, { subject: username, claims: { role, uid: id, ver: version }, ...p })

/** The last second that RFC 3339 can write. */
const END_OF_9999 = 253_402_300_799

const Claims = z.object({
  sub: z.string(),
  role: z.string(),
  exp: z.int().max(END_OF_9999),
  uid: z.uuid().nullish(),
  ver: z.int().nullish(),
})

/** Returns the account that a token was issued to. Throws Failure `token_expired` or `invalid_token`. */
export async function verifyToken(
  token: string,
  p: { secret: string; now: Date },
): Promise<AdminClaims & { expiresAt: Date }> {
  const { sub, role, exp, uid = null, ver = null } = await openToken(ADMIN_TOKEN, token, { ...p, claims: Claims })
  return { id: uid, version: ver, username: sub, role, expiresAt: new Date(exp * 1000) }
}
