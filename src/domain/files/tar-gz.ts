import { crc32 } from 'node:zlib'
import type { Archive, ArchiveFile } from './archive.ts'
import { tarOf } from './tar.ts'

/** Of a stored block: the most that is a whole number of a tar's blocks. */
const BLOCK = 127 * 512
const BLOCK_HEADER = 5

/** Deflate, no flags, time 0, no level, unknown system. */
const HEADER = Uint8Array.of(0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 255)
const TRAILER_BYTES = 8

/** A tar as a gzip of stored blocks: what a compressor makes differs from version to version, and the hash must not. */
export function tarGzOf<F extends ArchiveFile>(files: readonly F[]): Archive<F> {
  const tar = tarOf(files)
  const blocks = Math.ceil(tar.size / BLOCK)
  return {
    files: tar.files,
    size: HEADER.length + blocks * BLOCK_HEADER + tar.size + TRAILER_BYTES,
    async *parts(contents) {
      yield HEADER
      let checksum = 0
      let left = tar.size
      let leftInBlock = 0
      for await (const part of tar.parts(contents)) {
        checksum = crc32(part, checksum)
        for (let at = 0; at < part.length; ) {
          if (leftInBlock === 0) {
            leftInBlock = Math.min(BLOCK, left)
            yield blockHeader({ bytes: leftInBlock, isLast: left <= BLOCK })
          }
          const piece = part.subarray(at, at + leftInBlock)
          yield piece
          at += piece.length
          left -= piece.length
          leftInBlock -= piece.length
        }
      }
      yield trailer({ checksum, bytes: tar.size })
    },
  }
}

function blockHeader({ bytes, isLast }: { bytes: number; isLast: boolean }): Uint8Array {
  const header = new DataView(new ArrayBuffer(BLOCK_HEADER))
  header.setUint8(0, isLast ? 1 : 0)
  header.setUint16(1, bytes, true)
  header.setUint16(3, ~bytes & 0xffff, true)
  return new Uint8Array(header.buffer)
}

function trailer({ checksum, bytes }: { checksum: number; bytes: number }): Uint8Array {
  const view = new DataView(new ArrayBuffer(TRAILER_BYTES))
  view.setUint32(0, checksum, true)
  view.setUint32(4, bytes, true)
  return new Uint8Array(view.buffer)
}
