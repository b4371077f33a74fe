import { errors, type JWTPayload, jwtVerify, SignJWT } from 'jose'
import type { z } from 'zod'
import { Failure } from '../failure.ts'

/** A signed token and when it expires. */
export type SignedToken = { token: string; expiresInS: number; expiresAt: Date }

/** A kind of token. One key signs all kinds; `audience` and `type` tell them apart. `renewal` says how to get a new one. */
export type TokenKind = { audience: string; type: string; lifetimeS: number; renewal: string }

/** The `iss` of our own tokens. */
export const ISSUER = 'agent-skills-marketplace'

const keyOf = (secret: string) => new TextEncoder().encode(secret)

/** Signs a token for `subject` by HS256. It is valid from `now` for the lifetime of its kind. */
export async function signToken(
  kind: TokenKind,
  p: { subject: string; claims: JWTPayload; secret: string; now: Date },
): Promise<SignedToken> {
  const issuedAt = Math.floor(p.now.getTime() / 1000)
  const expiresAt = issuedAt + kind.lifetimeS
  const token = await new SignJWT(p.claims)
    .setProtectedHeader({ alg: 'HS256', typ: kind.type })
    .setIssuer(ISSUER)
    .setAudience(kind.audience)
    .setSubject(p.subject)
    .setIssuedAt(issuedAt)
    .setExpirationTime(expiresAt)
    .sign(keyOf(p.secret))
  return { token, expiresInS: kind.lifetimeS, expiresAt: new Date(expiresAt * 1000) }
}

/** Returns the claims of a token. Throws Failure `token_expired`, or `invalid_token` for any other fault. */
export async function openToken<S extends z.ZodType>(
  kind: TokenKind,
  token: string,
  p: { claims: S; secret: string; now: Date },
): Promise<z.output<S>> {
  const challenge = { headers: { 'WWW-Authenticate': 'Bearer error="invalid_token"' } }
  try {
    const { payload } = await jwtVerify(token, keyOf(p.secret), {
      algorithms: ['HS256'],
      issuer: ISSUER,
      audience: kind.audience,
      typ: kind.type,
      requiredClaims: ['exp', 'iat', 'sub'],
      currentDate: p.now,
    })
    return p.claims.parse(payload)
  } catch (error) {
    if (error instanceof errors.JWTExpired) throw new Failure('token_expired', kind.renewal, challenge)
    throw new Failure('invalid_token', 'This service did not issue the token, or not for this purpose.', challenge)
  }
}

/** Returns the token of an `Authorization: Bearer …` header. */
export const bearerToken = (header: string | undefined): string | undefined => /^Bearer (\S+)$/i.exec(header ?? '')?.[1]
