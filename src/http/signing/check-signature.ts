import { errors, flattenedVerify } from 'jose'
import * as z from 'zod'
import { ALGORITHM, type PublicKey } from './signing-keys.ts'

/** Why a signature does not hold. */
export type SignatureFaultKind = 'malformed' | 'unknown_key' | 'other_address' | 'wrong'

export class SignatureFault extends Error {
  override name = 'SignatureFault'
  readonly kind: SignatureFaultKind
  constructor(kind: SignatureFaultKind, message: string) {
    super(message)
    this.kind = kind
  }
}

const DETACHED = /^([\w-]+)\.\.([\w-]+)$/

const Header = z.object({
  alg: z.literal(ALGORITHM),
  b64: z.literal(false),
  kid: z.string(),
  target: z.string(),
})

/** What a signature that holds says: which key signed, and the path and query of the address that it signed for. */
export type Signed = { kid: string; target: string }

/**
 * Checks the detached JWS of an answer against its bytes. `target` is the path and query that was asked; without it, any will do.
 * Throws SignatureFault.
 */
export async function checkSignature(p: {
  jws: string
  body: Uint8Array
  keys: readonly PublicKey[]
  target?: string | undefined
}): Promise<Signed> {
  const [, header = '', signature = ''] = DETACHED.exec(p.jws.trim()) ?? []
  const { kid, target } = headerOf(header)
  const key = p.keys.find((other) => other.kid === kid)
  if (!key) throw new SignatureFault('unknown_key', `It is signed by the key ${kid}, which is not in the key set.`)
  try {
    await flattenedVerify({ protected: header, payload: p.body, signature }, key, { algorithms: [ALGORITHM] })
  } catch (error) {
    if (!(error instanceof errors.JOSEError)) throw error
    throw new SignatureFault('wrong', 'The signature is not that of these bytes: one of the two was altered.')
  }
  if (p.target !== undefined && p.target !== target)
    throw new SignatureFault('other_address', `It was signed as the answer of ${target}, not of ${p.target}.`)
  return { kid, target }
}

function headerOf(protectedHeader: string): Signed {
  try {
    return Header.parse(JSON.parse(Buffer.from(protectedHeader, 'base64url').toString()))
  } catch {
    throw new SignatureFault('malformed', 'The signature is no detached JWS of this registry.')
  }
}
