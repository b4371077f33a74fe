import { type CryptoKey, calculateJwkThumbprint, exportJWK, importPKCS8, type JWK } from 'jose'

/** The header that carries the signature of an answer: a detached JWS. */
export const SIGNATURE = 'X-JWS-Signature'

/** Where the public keys are. */
export const KEYS_PATH = '/.well-known/jwks.json'

/** The name that RFC 9864 gives the algorithm. Earlier ones called it EdDSA, which does not say the curve. */
export const ALGORITHM = 'Ed25519'

/** A public key as it is published. `kid` is its thumbprint (RFC 7638). */
export type PublicKey = { kty: 'OKP'; crv: 'Ed25519'; x: string; kid: string; use: 'sig'; alg: typeof ALGORITHM }

/** A private key, and the public key that goes with it. */
export type Signer = { key: CryptoKey; publicKey: PublicKey }

let last: { pkcs8: string; signer: Promise<Signer> } | undefined

/** The signer of a private key (base64 of PKCS8), made once per isolate. */
export function signerOf(pkcs8: string): Promise<Signer> {
  if (last?.pkcs8 !== pkcs8) last = { pkcs8, signer: makeSigner(pkcs8) }
  return last.signer
}

async function makeSigner(pkcs8: string): Promise<Signer> {
  const pem = `-----BEGIN PRIVATE KEY-----\n${pkcs8}\n-----END PRIVATE KEY-----`
  // Only an extractable key tells its public half.
  const key = await importPKCS8(pem, ALGORITHM, { extractable: true })
  const { x } = await exportJWK(key)
  if (x === undefined) throw new Error('The signing key has no public half.')
  return { key, publicKey: await publicKeyOf(x) }
}

/** The public key with these 32 bytes. */
export async function publicKeyOf(x: string): Promise<PublicKey> {
  const key = { kty: 'OKP', crv: 'Ed25519', x } as const satisfies JWK
  return { ...key, kid: await calculateJwkThumbprint(key), use: 'sig', alg: ALGORITHM }
}

/** The keys to publish: the one that signs, if there is one, and then the others, each once. */
export async function publishedKeys(p: {
  SIGNING_KEY?: string | undefined
  SIGNING_KEYS_PUBLISHED: readonly string[]
}): Promise<PublicKey[]> {
  const signing = p.SIGNING_KEY === undefined ? [] : [(await signerOf(p.SIGNING_KEY)).publicKey.x]
  return Promise.all([...new Set([...signing, ...p.SIGNING_KEYS_PUBLISHED])].map(publicKeyOf))
}
