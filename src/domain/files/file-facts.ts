import { crc32 } from 'node:zlib'
import { sha256Hex } from '../text/hash.ts'

/** What is known of bytes without looking at them again. */
export type FileFacts = { sha256: string; size: number; crc32: number }

export const factsOf = async (bytes: Uint8Array): Promise<FileFacts> => ({
  sha256: await sha256Hex(bytes),
  size: bytes.length,
  crc32: crc32(bytes),
})
