import { z } from 'zod'
import type { Admin } from './app-env.ts'
import { openToken, signToken, type TokenKind } from './token.ts'

const ADMIN_TOKEN: TokenKind = {
  audience: 'agent-skills-marketplace/admin',
  type: 'at+jwt',
  lifetimeS: 120 * 60,
  renewal: 'Please log in again.',
}

/** A bearer token for an account, good for 120 minutes. */
export const issueToken = (p: { username: string; role: string; secret: string; now: Date }) =>
  signToken(ADMIN_TOKEN, { subject: p.username, claims: { role: p.role }, secret: p.secret, now: p.now })

const Claims = z.object({ sub: z.string(), role: z.string(), exp: z.number() })

/** Who a token speaks for. Throws Failure `token_expired` or `invalid_token`. */
export async function verifyToken(token: string, p: { secret: string; now: Date }): Promise<Admin> {
  const claims = await openToken(ADMIN_TOKEN, token, { ...p, claims: Claims })
  return { username: claims.sub, role: claims.role, expiresAt: new Date(claims.exp * 1000) }
}
