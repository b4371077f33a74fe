import { errors, type JWTPayload, jwtVerify, SignJWT } from 'jose'
import type { z } from 'zod'
import { Failure } from '../failure.ts'

/** What a kind of token is for. A token of one kind is no token of another, though one key signs both; `renewal` says how to get a new one. */
export type TokenKind = { audience: string; type: string; lifetimeS: number; renewal: string }

const ISSUER = 'agent-skills-marketplace'

const keyOf = (secret: string) => new TextEncoder().encode(secret)

/** Signs a token of that kind for `subject` (HS256), good from `now` for the kind's lifetime. */
export async function signToken(
  kind: TokenKind,
  p: { subject: string; claims: JWTPayload; secret: string; now: Date },
): Promise<{ token: string; expiresInS: number; expiresAt: Date }> {
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

/** The claims of a token of that kind. Throws Failure `token_expired`, or `invalid_token` for whatever else is wrong with it. */
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
    throw new Failure('invalid_token', 'The token was not issued by this service for this use.', challenge)
  }
}

/** The token of an `Authorization: Bearer …` header, if there is one. */
export const bearerToken = (header: string | undefined): string | undefined => /^Bearer (\S+)$/i.exec(header ?? '')?.[1]
