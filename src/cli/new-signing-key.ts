import { generateKeyPairSync } from 'node:crypto'

/** Makes a key to sign answers with: the private one as the setting SIGNING_KEY takes it, and the `x` of the public one. */
export function newSigningKey(): { pkcs8: string; x: string } {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519')
  const pkcs8 = privateKey.export({ type: 'pkcs8', format: 'der' }).toString('base64')
  return { pkcs8, x: publicKey.export({ format: 'jwk' }).x ?? '' }
}
