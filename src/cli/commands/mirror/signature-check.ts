import { checkSignature, SignatureFault } from '../../../http/signing/check-signature.ts'
import { KEYS_PATH, type PublicKey, SIGNATURE } from '../../../http/signing/signing-keys.ts'
import { parseKeySet } from '../../key-set.ts'
import type { Answer, SourceClient } from './source-client.ts'

/** A run that follows must come to know of a key that was taken back, and of the first one. */
const KNOWN_FOR_MS = 60 * 60_000

const LIMITS = { maxBytes: 64 * 1024, timeoutMs: 30_000 }

/** Throws if the answer to a path is not signed as it should be. */
export type SignatureCheck = (path: string, answer: Answer) => Promise<void>

/**
 * Checks answers against the keys that are `given`, or else against those that the source publishes. A source without keys signs
 * nothing. Its keys are asked for once an hour, and again for a key that is not among them.
 */
export function signatureCheck(p: {
  ask: SourceClient
  given: readonly PublicKey[] | null
  clock: () => Date
}): SignatureCheck {
  let known: { keys: readonly PublicKey[]; until: number } | undefined
  const askForKeys = async () => {
    known = { keys: await readPublished(p.ask), until: p.clock().getTime() + KNOWN_FOR_MS }
    return known.keys
  }
  const published = () => (known && p.clock().getTime() < known.until ? known.keys : askForKeys())
  return async (path, { headers, bytes: body }) => {
    const keys = p.given ?? (await published())
    if (keys.length === 0) return
    const jws = headers.get(SIGNATURE)
    if (jws === null) throw new Error(`GET ${path}: the answer is not signed, though there are keys.`)
    const check = (by: readonly PublicKey[]) => checkSignature({ jws, body, keys: by, target: path })
    try {
      await check(keys).catch(async (error: unknown) => {
        const isNew = p.given === null && error instanceof SignatureFault && error.kind === 'unknown_key'
        if (!isNew) throw error
        await check(await askForKeys())
      })
    } catch (error) {
      throw error instanceof SignatureFault ? new Error(`GET ${path}: ${error.message}`) : error
    }
  }
}

const readPublished = (ask: SourceClient) =>
  ask<PublicKey[]>(KEYS_PATH, {
    ...LIMITS,
    expected: [404],
    read: ({ status, bytes }) => (status === 200 ? parseKeySet(bytes) : []),
  })
