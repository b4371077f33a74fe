import { readFileSync } from 'node:fs'
import * as z from 'zod'
import { PUBLIC_KEY } from '../config.ts'
import { ALGORITHM, type PublicKey, publicKeyOf } from '../http/signing/signing-keys.ts'
import { Refused } from './runner/command.ts'

const KeySet = z.object({ keys: z.array(z.unknown()) })

/** A key that can have signed answers, as far as its fields tell. */
const Ours = z.object({
  kty: z.literal('OKP'),
  crv: z.literal('Ed25519'),
  use: z.literal('sig').default('sig'),
  alg: z.literal(ALGORITHM).default(ALGORITHM),
  x: z.unknown(),
  kid: z.unknown(),
})

/** What was read is no key set, or has a malformed key. */
export class KeySetFault extends Error {
  override name = 'KeySetFault'
}

/** The keys of a key set (RFC 7517) that can have signed answers. Other keys are passed over. Throws KeySetFault. */
export async function parseKeySet(bytes: Uint8Array): Promise<PublicKey[]> {
  const found = keysIn(bytes).map((key) => Ours.safeParse(key).data)
  const keys = await Promise.all(found.map((key, nth) => key && checkedKey(key, nth)))
  return keys.filter((key) => key !== undefined)
}

function keysIn(bytes: Uint8Array): unknown[] {
  try {
    return KeySet.parse(JSON.parse(new TextDecoder().decode(bytes))).keys
  } catch (cause) {
    throw new KeySetFault('This is no key set.', { cause })
  }
}

async function checkedKey({ x, kid }: z.output<typeof Ours>, nth: number): Promise<PublicKey> {
  if (typeof x !== 'string' || !PUBLIC_KEY.test(x))
    throw new KeySetFault(
      `The key set has a malformed key: /keys/${nth}/x must be 32 bytes as 43 base64url characters.`,
    )
  const key = await publicKeyOf(x)
  if (kid !== key.kid)
    throw new KeySetFault(`The key set has a malformed key: /keys/${nth}/kid must be its thumbprint, ${key.kid}.`)
  return key
}

/** Reads the keys of a saved key set, the value of --keys. Throws Refused, also if it has none. */
export async function readKeySet(file: string): Promise<PublicKey[]> {
  const keys = await parseKeySet(readSaved(file)).catch((error: unknown) => {
    if (!(error instanceof KeySetFault)) throw error
    throw new Refused(`--keys: ${file}: ${error.message} Save what /.well-known/jwks.json answers.`)
  })
  if (keys.length === 0) throw new Refused(`--keys: ${file} has no Ed25519 key.`)
  return keys
}

function readSaved(file: string): Uint8Array {
  try {
    return readFileSync(file)
  } catch {
    throw new Refused(`--keys: ${file} cannot be read.`)
  }
}
