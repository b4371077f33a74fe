import { createHash } from 'node:crypto'

/** The SHA-256 of bytes that come one part after the other. They are never in memory together. */
export function runningHash() {
  const hash = createHash('sha256')
  return {
    add(part: Uint8Array): void {
      hash.update(part)
    },
    /** As hexadecimal digits. Nothing can be added afterwards. */
    digits: (): string => hash.digest('hex'),
  }
}

/** The SHA-256 of parts one after the other, as hexadecimal digits. */
export async function hashParts(parts: AsyncIterable<Uint8Array>): Promise<string> {
  const hash = runningHash()
  for await (const part of parts) hash.add(part)
  return hash.digits()
}
