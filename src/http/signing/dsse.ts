import * as z from 'zod'
import { ALGORITHM, type Signer } from './signing-keys.ts'

export const IN_TOTO = 'application/vnd.in-toto+json'

/** A DSSE envelope: what is signed, in base64, and its signatures. */
export const Envelope = z
  .strictObject({
    payloadType: z.literal(IN_TOTO),
    payload: z.string().meta({ description: 'The in-toto statement, in base64.' }),
    signatures: z.array(
      z.strictObject({
        keyid: z.string().meta({ description: 'The `kid` of the key at /.well-known/jwks.json.' }),
        sig: z.string().meta({ description: 'The Ed25519 signature of the pre-authentication encoding, in base64.' }),
      }),
    ),
  })
  .meta({ ref: 'Attestation' })

const encoder = new TextEncoder()

/** The bytes that a DSSE signature is of: the type and the payload, each behind its length. */
export function preAuthenticationEncoding(type: string, payload: Uint8Array): Uint8Array {
  const head = encoder.encode(`DSSEv1 ${encoder.encode(type).length} ${type} ${payload.length} `)
  const bytes = new Uint8Array(head.length + payload.length)
  bytes.set(head)
  bytes.set(payload, head.length)
  return bytes
}

/** Signs a statement. The same key and statement give the same envelope. */
export async function envelopeOf(statement: unknown, { key, publicKey }: Signer): Promise<z.input<typeof Envelope>> {
  const payload = encoder.encode(JSON.stringify(statement))
  const signature = await crypto.subtle.sign(ALGORITHM, key, preAuthenticationEncoding(IN_TOTO, payload))
  return {
    payloadType: IN_TOTO,
    payload: Buffer.from(payload).toString('base64'),
    signatures: [{ keyid: publicKey.kid, sig: Buffer.from(signature).toString('base64') }],
  }
}
