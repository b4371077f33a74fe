import { inflateRawSync } from 'node:zlib'
import { SourceFault } from '../source-fault.ts'

/**
 * Unpacks a file of a zip, and stops once the output exceeds `max`, whatever size the archive states. Throws SourceFault if it does.
 */
export function inflate(packed: Uint8Array, max: number): Uint8Array {
  try {
    return inflateRawSync(packed, { maxOutputLength: max })
  } catch (cause) {
    if (!(cause instanceof RangeError)) throw cause
    throw new SourceFault('too_large', `The archive has more than ${max} bytes when unpacked.`, { cause })
  }
}
