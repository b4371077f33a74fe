import { gunzipSync, inflateRawSync } from 'node:zlib'
import { SourceFault } from '../source-fault.ts'

const UNPACK = { gzip: gunzipSync, deflate: inflateRawSync }

/**
 * Unpacks bytes, and stops once the output exceeds `max`, whatever size the archive states. Workers'
 * DecompressionStream would not do: it unpacks all that it has been given before any of it is read. Throws SourceFault
 * if the output exceeds `max`.
 */
export function inflate(packed: Uint8Array, { format, max }: { format: keyof typeof UNPACK; max: number }): Uint8Array {
  try {
    return UNPACK[format](packed, { maxOutputLength: max })
  } catch (cause) {
    if (!(cause instanceof RangeError)) throw cause
    throw new SourceFault('too_large', `The archive has more than ${max} bytes when unpacked.`, { cause })
  }
}
