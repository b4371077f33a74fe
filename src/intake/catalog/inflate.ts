import { gunzipSync, inflateRawSync } from 'node:zlib'
import { SourceFault } from '../source-fault.ts'

const UNPACK = { gzip: gunzipSync, deflate: inflateRawSync }

/**
 * Unpacks bytes, and stops as soon as they give more than `max`: what they say of their size counts for nothing. A DecompressionStream would
 * not do, as that of Workers unpacks all it has been given before any of it is read. Throws SourceFault where there is more.
 */
export function inflate(packed: Uint8Array, { format, max }: { format: keyof typeof UNPACK; max: number }): Uint8Array {
  try {
    return UNPACK[format](packed, { maxOutputLength: max })
  } catch (cause) {
    if (!(cause instanceof RangeError)) throw cause
    throw new SourceFault('too_large', `The archive has more than ${max} bytes when unpacked.`, { cause })
  }
}
