import { createRemoteJWKSet, customFetch } from 'jose'
import { fetchSafely } from '../../../intake/fetch-safely.ts'

type Keys = ReturnType<typeof createRemoteJWKSet>

const TIMEOUT_MS = 5000
const MAX_BYTES = 256 * 1024
/** For so long the keys are not fetched again, and a token with a key that is not among them not more often than that. */
const FRESH_MS = 10 * 60_000
const COOLDOWN_MS = 30_000

/** Kept by the isolate. It has as many as there are trusted issuers. */
const kept = new Map<string, Keys>()

/** The public keys at an address, fetched when they are needed. */
export function keysAt(jwksUri: string): Keys {
  const known = kept.get(jwksUri)
  if (known) return known
  const keys = createRemoteJWKSet(new URL(jwksUri), {
    timeoutDuration: TIMEOUT_MS,
    cacheMaxAge: FRESH_MS,
    cooldownDuration: COOLDOWN_MS,
    headers: { 'user-agent': 'agent-skills-marketplace' },
    [customFetch]: async (address, { headers }) => {
      const limits = { origins: [new URL(jwksUri).origin], maxBytes: MAX_BYTES, timeoutMs: TIMEOUT_MS }
      const answer = await fetchSafely(address, { ...limits, headers: Object.fromEntries(new Headers(headers)) })
      return new Response(answer.bytes.length > 0 ? new Uint8Array(answer.bytes) : null, { status: answer.status })
    },
  })
  kept.set(jwksUri, keys)
  return keys
}
