import { SourceFault } from '../source-fault.ts'
import { inflate } from './inflate.ts'
import type { ZipEntry } from './read-zip.ts'

const STORED = 0
const DEFLATED = 8

/** Unpacks a file of a zip. Throws SourceFault if it has more than `max` bytes, or is not as the archive states. */
export function unzipEntry({ name, method, size, packed }: ZipEntry, max: number): Uint8Array {
  if (size > max) throw tooLarge(name, max)
  if (method !== STORED && method !== DEFLATED)
    throw new SourceFault('unreadable', `${name} is compressed by an unsupported method; use deflate.`)
  const bytes = method === STORED ? packed() : inflate(packed(), max)
  if (bytes.length !== size)
    throw new SourceFault('unreadable', `The length of ${name} differs from the one that the archive states.`)
  return bytes
}

export const tooLarge = (name: string, max: number) =>
  new SourceFault('too_large', `${name} in the archive has more than ${max} bytes.`)

export const isGzip = (bytes: Uint8Array): boolean => bytes[0] === 0x1f && bytes[1] === 0x8b
export const isZip = (bytes: Uint8Array): boolean => bytes[0] === 0x50 && bytes[1] === 0x4b

/** Turns whatever broken bytes lead to into a fault. */
export function readable<T>(read: () => T): T {
  try {
    return read()
  } catch (cause) {
    if (cause instanceof SourceFault) throw cause
    throw new SourceFault('unreadable', 'The archive cannot be read.', { cause })
  }
}
