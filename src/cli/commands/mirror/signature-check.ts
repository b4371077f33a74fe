import { checkSignature, SignatureFault } from '../../../http/signing/check-signature.ts'
import { KEYS_PATH, type PublicKey, SIGNATURE } from '../../../http/signing/signing-keys.ts'
import { parseKeySet } from '../../key-set.ts'
import type { Answer, SourceClient } from './source-client.ts'

const LIMITS = { maxBytes: 64 * 1024, timeoutMs: 30_000 }

/** Throws if the answer to a path is not signed as it should be. */
export type SignatureCheck = (path: string, answer: Answer) => Promise<void>

/**
 * Checks answers against the keys that are `given`, or else against those that the source publishes. A source without keys signs
 * nothing. Its keys are asked for once, and again for a key that is not among them.
 */
export function signatureCheck(ask: SourceClient, given: readonly PublicKey[] | null): SignatureCheck {
  let known = given
  const publish = async () => {
    known = await readPublished(ask)
    return known
  }
  return async (path, { headers, bytes: body }) => {
    const keys = known ?? (await publish())
    if (keys.length === 0) return
    const jws = headers.get(SIGNATURE)
    if (jws === null) throw new Error(`GET ${path}: the answer is not signed, though there are keys.`)
    const check = (by: readonly PublicKey[]) => checkSignature({ jws, body, keys: by, target: path })
    try {
      await check(keys).catch(async (error: unknown) => {
        const isNew = given === null && error instanceof SignatureFault && error.kind === 'unknown_key'
        if (!isNew) throw error
        await check(await publish())
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
