import { createGunzip, type Gunzip } from 'node:zlib'
import { SourceFault } from '../source-fault.ts'

const PIECE_BYTES = 64 * 1024

/**
 * Unpacks a gzip while it is read, a small piece at a time, so that neither it nor what it unpacks to is ever in memory. Workers'
 * DecompressionStream would not do: it unpacks all that it has been given before any of it is read. Throws SourceFault if it is
 * corrupt, or has more than `max` bytes when unpacked.
 */
export async function* gunzip(packed: AsyncIterable<Uint8Array>, max: number): AsyncGenerator<Uint8Array> {
  const unpacking = createGunzip({ chunkSize: PIECE_BYTES })
  let failure: unknown
  const feeding = feed(packed, unpacking).catch((error: Error) => {
    failure = error
    unpacking.destroy(error)
  })
  let bytes = 0
  try {
    for await (const piece of unpacking) {
      bytes += piece.length
      if (bytes > max) throw new SourceFault('too_large', `The archive has more than ${max} bytes when unpacked.`)
      yield piece
    }
  } catch (cause) {
    if (failure !== undefined) throw failure
    if (cause instanceof SourceFault) throw cause
    throw new SourceFault('unreadable', 'The archive cannot be read.', { cause })
  } finally {
    unpacking.destroy()
    await feeding
  }
}

async function feed(packed: AsyncIterable<Uint8Array>, unpacking: Gunzip): Promise<void> {
  for await (const chunk of packed) {
    // What is left of the loop closes the source.
    if (unpacking.destroyed) return
    if (!unpacking.write(chunk)) await drained(unpacking)
  }
  unpacking.end()
}

const drained = (unpacking: Gunzip) =>
  new Promise<void>((resolve) => {
    if (unpacking.destroyed || !unpacking.writableNeedDrain) return resolve()
    const done = () => {
      unpacking.off('drain', done)
      unpacking.off('close', done)
      resolve()
    }
    unpacking.on('drain', done)
    unpacking.on('close', done)
  })
