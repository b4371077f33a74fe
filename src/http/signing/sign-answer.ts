import type { Context } from 'hono'
import { FlattenedSign } from 'jose'
import type { AppEnv } from '../app-env.ts'
import { ALGORITHM, SIGNATURE, type Signer, signerOf } from './signing-keys.ts'

const encoder = new TextEncoder()

/** Signs the text that is about to be answered, if there is a key. */
export async function signAnswer(c: Context<AppEnv>, body: string): Promise<void> {
  const { SIGNING_KEY } = c.var.config
  if (SIGNING_KEY === undefined) return
  c.header(SIGNATURE, await signed(await signerOf(SIGNING_KEY), { body, target: targetOf(c.req.url) }))
}

/** What a signature says of the address that was asked: its path and query. A registry may have several hosts, and mirrors. */
export function targetOf(url: string): string {
  const { pathname, search } = new URL(url)
  return pathname + search
}

/**
 * The detached JWS of a body, whose bytes are signed as they are (RFC 7797). It holds no time: the same key, address and bytes give
 * the same signature, so that copies in caches are equal.
 */
export async function signed({ key, publicKey }: Signer, p: { body: string; target: string }): Promise<string> {
  const header = { alg: ALGORITHM, b64: false, crit: ['b64'], kid: publicKey.kid, target: p.target }
  const jws = await new FlattenedSign(encoder.encode(p.body)).setProtectedHeader(header).sign(key)
  return `${jws.protected}..${jws.signature}`
}
