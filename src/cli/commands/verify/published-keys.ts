import { KEYS_PATH, type PublicKey } from '../../../http/signing/signing-keys.ts'
import { fetchSafely } from '../../../intake/fetch-safely.ts'
import { SourceFault } from '../../../intake/source-fault.ts'
import { KeySetFault, parseKeySet } from '../../key-set.ts'
import { Refused } from '../../runner/command.ts'

const MAX_BYTES = 64 * 1024

/** Fetches the keys that a registry publishes. Throws Refused, also if it publishes none. */
export async function fetchPublishedKeys(origin: string): Promise<PublicKey[]> {
  const address = `${origin}${KEYS_PATH}`
  try {
    const { status, bytes } = await fetchSafely(address, { origins: [origin], maxBytes: MAX_BYTES })
    if (status !== 200 && status !== 404) throw new Refused(`--from: ${address} answers ${status}.`)
    const keys = status === 200 ? await parseKeySet(bytes) : []
    if (keys.length > 0) return keys
  } catch (error) {
    if (!(error instanceof SourceFault || error instanceof KeySetFault)) throw error
    throw new Refused(`--from: ${address}: ${error.message}`)
  }
  throw new Refused(`--from: ${origin} publishes no key, so it signs nothing.`)
}
