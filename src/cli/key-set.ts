import { readFileSync } from 'node:fs'
import * as z from 'zod'
import { ALGORITHM, type PublicKey } from '../http/signing/signing-keys.ts'
import { Refused } from './runner/command.ts'

const Ours = z.object({
  kty: z.literal('OKP'),
  crv: z.literal('Ed25519'),
  x: z.string(),
  kid: z.string(),
  use: z.literal('sig').default('sig'),
  alg: z.literal(ALGORITHM).default(ALGORITHM),
})

const KeySet = z.object({ keys: z.array(z.unknown()) })

/** The keys of a key set (RFC 7517) that can have signed answers. Other keys are passed over. Throws if it is no key set. */
export function parseKeySet(bytes: Uint8Array): PublicKey[] {
  try {
    const { keys } = KeySet.parse(JSON.parse(new TextDecoder().decode(bytes)))
    return keys.flatMap((key) => Ours.safeParse(key).data ?? [])
  } catch (cause) {
    throw new Error('This is no key set.', { cause })
  }
}

/** Reads the keys of a saved key set, the value of --keys. Throws Refused, also if it has none. */
export function readKeySet(file: string): PublicKey[] {
  let keys: PublicKey[]
  try {
    keys = parseKeySet(readFileSync(file))
  } catch {
    throw new Refused(`--keys: ${file} cannot be read, or is no key set; save what /.well-known/jwks.json answers.`)
  }
  if (keys.length === 0) throw new Refused(`--keys: ${file} has no Ed25519 key.`)
  return keys
}
