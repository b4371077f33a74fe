import { errors, jwtVerify, SignJWT } from 'jose'
import { z } from 'zod'
import type { Admin } from './app-env.ts'
import { Failure } from './failure.ts'

const ISSUER = 'agent-skills-marketplace'
const AUDIENCE = 'agent-skills-marketplace/admin'
const TYPE = 'at+jwt'
const LIFETIME_S = 120 * 60

const keyOf = (secret: string) => new TextEncoder().encode(secret)

/** A bearer token for an account, HS256, good for 120 minutes. */
export async function issueToken(p: { username: string; role: string; secret: string; now: Date }) {
  const issuedAt = Math.floor(p.now.getTime() / 1000)
  const token = await new SignJWT({ role: p.role })
    .setProtectedHeader({ alg: 'HS256', typ: TYPE })
    .setIssuer(ISSUER)
    .setAudience(AUDIENCE)
    .setSubject(p.username)
    .setIssuedAt(issuedAt)
    .setExpirationTime(issuedAt + LIFETIME_S)
    .sign(keyOf(p.secret))
  return { token, expiresInS: LIFETIME_S, expiresAt: new Date((issuedAt + LIFETIME_S) * 1000) }
}

const Claims = z.object({ sub: z.string(), role: z.string(), exp: z.number() })

/** Who a token speaks for. Throws Failure `token_expired`, or `invalid_token` for whatever else is wrong with it. */
export async function verifyToken(token: string, p: { secret: string; now: Date }): Promise<Admin> {
  const challenge = { headers: { 'WWW-Authenticate': 'Bearer error="invalid_token"' } }
  try {
    const { payload } = await jwtVerify(token, keyOf(p.secret), {
      algorithms: ['HS256'],
      issuer: ISSUER,
      audience: AUDIENCE,
      typ: TYPE,
      requiredClaims: ['exp', 'iat', 'sub', 'role'],
      currentDate: p.now,
    })
    const claims = Claims.parse(payload)
    return { username: claims.sub, role: claims.role, expiresAt: new Date(claims.exp * 1000) }
  } catch (error) {
    if (error instanceof errors.JWTExpired) throw new Failure('token_expired', 'Please log in again.', challenge)
    throw new Failure('invalid_token', 'The token was not issued by this service for this use.', challenge)
  }
}
