import { AbortError } from 'p-retry'
import { checkSignature, SignatureFault } from '../../../http/signing/check-signature.ts'
import { KEYS_PATH, type PublicKey, SIGNATURE } from '../../../http/signing/signing-keys.ts'
import { parseKeySet } from '../../key-set.ts'
import type { Answer, SourceClient } from './source-client.ts'

/** A run that follows must come to know of a key that was taken back, and of the first one. */
const KNOWN_FOR_MS = 60 * 60_000

const LIMITS = { maxBytes: 64 * 1024, timeoutMs: 30_000 }

/** Returns the key that has signed the answer to a path, or null if nothing has to be signed. Throws if it is not signed as it should be. */
export type SignatureCheck = (path: string, answer: Answer) => Promise<string | null>

/**
 * Checks answers against the keys that are `given`, or else against those that the source publishes. They are asked for once an hour,
 * and again for a key that is not among them. A source without keys signs nothing; it may not lose its last key, though, after this run
 * or an earlier one (`lastSigner`) has seen one.
 */
export function signatureCheck(p: {
  ask: SourceClient
  given: readonly PublicKey[] | null
  lastSigner: string | null
  clock: () => Date
}): SignatureCheck {
  let lastSeen = p.lastSigner
  let known: { keys: readonly PublicKey[]; until: number } | undefined
  const askForKeys = async () => {
    const keys = await readPublished(p.ask, lastSeen).catch((error: unknown) => {
      // The page need not be read again for it.
      throw error instanceof KeysGone ? new AbortError(error.message) : error
    })
    lastSeen = keys[0]?.kid ?? null
    known = { keys, until: p.clock().getTime() + KNOWN_FOR_MS }
    return keys
  }
  const published = () => (known && p.clock().getTime() < known.until ? known.keys : askForKeys())
  return async (path, { headers, bytes: body }) => {
    const keys = p.given ?? (await published())
    if (keys.length === 0) return null
    const jws = headers.get(SIGNATURE)
    if (jws === null) throw new Error(`GET ${path}: the answer is not signed, though there are keys.`)
    const check = (by: readonly PublicKey[]) => checkSignature({ jws, body, keys: by, target: path })
    try {
      const { kid } = await check(keys).catch(async (error: unknown) => {
        const isNew = p.given === null && error instanceof SignatureFault && error.kind === 'unknown_key'
        if (!isNew) throw error
        return check(await askForKeys())
      })
      return kid
    } catch (error) {
      throw error instanceof SignatureFault ? new Error(`GET ${path}: ${error.message}`) : error
    }
  }
}

/** The source has had keys, and publishes none. */
class KeysGone extends Error {
  override name = 'KeysGone'
}

// A set that is missing is asked for again, past caches, as what is thrown here is a damaged answer.
const readPublished = (ask: SourceClient, lastSeen: string | null) =>
  ask<PublicKey[]>(KEYS_PATH, {
    ...LIMITS,
    expected: [404],
    read: async ({ status, bytes }) => {
      const keys = status === 200 ? await parseKeySet(bytes) : []
      if (keys.length > 0 || lastSeen === null) return keys
      throw new KeysGone(
        `GET ${KEYS_PATH}: the source publishes no key any more, but had ${lastSeen}. ` +
          'If its operator says that it has stopped signing, run once with --unsigned.',
      )
    },
  })
