import { createHash } from 'node:crypto'

/** The SHA-256 of parts one after the other, as hexadecimal digits. They are never in memory together. */
export async function hashParts(parts: AsyncIterable<Uint8Array>): Promise<string> {
  const hash = createHash('sha256')
  for await (const part of parts) hash.update(part)
  return hash.digest('hex')
}
