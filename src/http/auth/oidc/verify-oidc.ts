import { decodeJwt, errors, jwtVerify } from 'jose'
import { findIssuer } from '../../../db/authors/issuers.ts'
import type { Db } from '../../../db/connect.ts'
import { GITHUB_RULES, type OidcIssuer, type RunClaims, readClaims, refusalOf } from '../../../domain/authors/issuer.ts'
import { isStorable } from '../../../domain/text/text.ts'
import { SourceFault } from '../../../intake/source-fault.ts'
import { Failure } from '../../failure.ts'
import { keysAt } from './issuer-keys.ts'
import { IssuerRules } from './issuer-rules.ts'

/**
 * A token of a workflow whose signature, audience and times hold, and which no rule of its issuer refuses. Nothing in it has been compared
 * with what the host of the repository says.
 */
export type OidcToken = { issuer: OidcIssuer; jti: string; expiresAt: Date; claims: RunClaims }

type Context = { db: Db; localIssuer: string | undefined; audience: string; now: Date }

/** Longer than a job waits for a turn, much shorter than a day. */
const MAX_AGE = '15m'
const TOLERANCE_S = 30
const INVALID = { headers: { 'WWW-Authenticate': 'Bearer error="invalid_token"' } }
const GET_ANOTHER = 'Request a new one in the workflow: it is valid for a few minutes.'

/** The `iss` of a token that nothing has checked yet. Null if it is not a JWT. */
export function issuerIn(token: string): string | null {
  try {
    const { iss } = decodeJwt(token)
    return typeof iss === 'string' ? iss : null
  } catch {
    return null
  }
}

/**
 * Checks the token of a workflow. Throws Failure `unknown_issuer`, `wrong_audience`, `token_expired`, `invalid_token`, what a rule of the
 * issuer says, or `unavailable` if the keys of the issuer cannot be had.
 */
export async function verifyOidcToken(token: string, p: Context): Promise<OidcToken> {
  const name = issuerIn(token)
  if (name === null) throw new Failure('invalid_token', 'The token is not a JWT.', INVALID)
  const issuer = await trustedIssuer(name, p)
  try {
    const { payload } = await jwtVerify(token, keysAt(issuer.jwksUri), {
      algorithms: ['RS256', 'ES256'],
      issuer: issuer.issuer,
      audience: p.audience,
      requiredClaims: ['exp', 'iat', 'jti'],
      maxTokenAge: MAX_AGE,
      clockTolerance: TOLERANCE_S,
      currentDate: p.now,
    })
    const [jti, exp] = [payload.jti ?? '', payload.exp ?? 0]
    if (!isId(jti)) throw new Failure('invalid_token', missing('jti'), INVALID)
    if (exp > LAST_SECOND) throw new Failure('invalid_token', missing('exp'), INVALID)
    const claims = readClaims(issuer.rules, payload)
    if ('missing' in claims) throw new Failure('invalid_token', missing(claims.missing), INVALID)
    const refusal = refusalOf(issuer.rules, payload)
    if (refusal) throw new Failure(refusal.code, refusal.why)
    return { issuer, jti, expiresAt: new Date(exp * 1000), claims }
  } catch (error) {
    throw faultOf(error, p.audience)
  }
}

const missing = (claim: string) =>
  `The token lacks the claim \`${claim}\`, or it is not in the form that its issuer uses.`

/** The end of the year 2999. PostgreSQL takes later times, JavaScript not all of them. */
const LAST_SECOND = 32_503_680_000
const isId = (jti: unknown) => typeof jti === 'string' && jti.length > 0 && jti.length <= 200 && isStorable(jti)

async function trustedIssuer(name: string, { db, localIssuer }: Context): Promise<OidcIssuer> {
  if (name === localIssuer)
    return { issuer: name, jwksUri: `${name}/.well-known/jwks`, kind: 'github', rules: GITHUB_RULES }
  const row = name.length <= 300 && isStorable(name) ? await findIssuer(db, name) : null
  // Somebody may have written the row by hand.
  const rules = IssuerRules.safeParse(row?.rules)
  if (row && rules.success) return { ...row, rules: rules.data }
  throw new Failure(
    'unknown_issuer',
    row ? 'The rules for this issuer are not valid.' : 'This registry does not trust the issuer of this token.',
    INVALID,
  )
}

function faultOf(error: unknown, audience: string): unknown {
  if (error instanceof Failure) return error
  if (error instanceof errors.JWTExpired)
    return new Failure('token_expired', `The token has expired. ${GET_ANOTHER}`, INVALID)
  if (error instanceof errors.JWTClaimValidationFailed && error.claim === 'aud')
    return new Failure(
      'wrong_audience',
      `The token is not for this registry. Request one with the audience ${audience}.`,
      INVALID,
    )
  if (error instanceof errors.JWTClaimValidationFailed)
    return new Failure(
      'invalid_token',
      `The claim \`${error.claim}\` of the token does not hold. ${GET_ANOTHER}`,
      INVALID,
    )
  const areKeysAway = error instanceof SourceFault || error instanceof errors.JWKSTimeout || isKeyFault(error)
  if (areKeysAway)
    return new Failure('unavailable', 'The keys of the issuer could not be read. Please try again.', {
      headers: { 'Retry-After': '30' },
    })
  if (error instanceof errors.JOSEError)
    return new Failure('invalid_token', 'The token is not signed by a key of its issuer.', INVALID)
  return error
}

/** What reading the keys throws has no class of its own. */
const isKeyFault = (error: unknown) =>
  error instanceof errors.JWKSInvalid || (error instanceof errors.JOSEError && error.code === 'ERR_JOSE_GENERIC')
