import { decodeJwt, errors, jwtVerify } from 'jose'
import { findIssuer, type OidcIssuer } from '../../../db/authors/issuers.ts'
import type { Db } from '../../../db/connect.ts'
import { SourceFault } from '../../../intake/source-fault.ts'
import { Failure } from '../../failure.ts'
import { GithubClaims } from './github-claims.ts'
import { keysAt } from './issuer-keys.ts'

/** A token of a workflow whose signature, audience and times hold. Nothing in it has been compared with GitHub yet. */
export type OidcToken = { issuer: string; claims: GithubClaims }

type Context = { db: Db; localIssuer: string | undefined; audience: string; now: Date }

/** Longer than a job waits for a turn, much shorter than a day. */
const MAX_AGE = '15m'
const TOLERANCE_S = 30
const INVALID = { headers: { 'WWW-Authenticate': 'Bearer error="invalid_token"' } }
const GET_ANOTHER = 'Ask for a new one in the workflow: it is good for a few minutes.'

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
 * Checks the token of a workflow. Throws Failure `unknown_issuer`, `wrong_audience`, `token_expired`, `invalid_token`, or `unavailable` if
 * the keys of the issuer cannot be had.
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
    const claims = GithubClaims.safeParse(payload)
    if (!claims.success) throw new Failure('invalid_token', missing(claims.error.issues[0]?.path.join('.')), INVALID)
    return { issuer: issuer.issuer, claims: claims.data }
  } catch (error) {
    throw faultOf(error, p.audience)
  }
}

const missing = (claim = '') => `The token lacks the claim \`${claim.slice(0, 50)}\`, or it is not as GitHub writes it.`

async function trustedIssuer(name: string, { db, localIssuer }: Context): Promise<OidcIssuer> {
  if (name === localIssuer) return { issuer: name, jwksUri: `${name}/.well-known/jwks`, kind: 'github' }
  const issuer = name.length <= 300 && name.isWellFormed() && !name.includes('\0') ? await findIssuer(db, name) : null
  if (issuer) return issuer
  throw new Failure('unknown_issuer', 'Tokens of GitHub Actions are taken here; this one is of somebody else.', INVALID)
}

function faultOf(error: unknown, audience: string): unknown {
  if (error instanceof Failure) return error
  if (error instanceof errors.JWTExpired)
    return new Failure('token_expired', `The token has expired. ${GET_ANOTHER}`, INVALID)
  if (error instanceof errors.JWTClaimValidationFailed && error.claim === 'aud')
    return new Failure(
      'wrong_audience',
      `The token is not for this registry: ask for the audience ${audience}.`,
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
