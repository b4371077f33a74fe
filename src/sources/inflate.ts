import { SourceFault } from './source-fault.ts'

/** Of so few bytes no more than 4 MiB come at once, deflate's ratio being 1,032 at the most. */
const A_BITE = 4096

/** Unpacks bytes, and stops as soon as they give more than `max`: what they say of their size counts for nothing. Throws SourceFault. */
export async function inflate(
  packed: Uint8Array,
  { format, max }: { format: 'gzip' | 'deflate-raw'; max: number },
): Promise<Uint8Array> {
  const unpacked = inBites(packed).pipeThrough(new DecompressionStream(format))
  const chunks: Uint8Array[] = []
  let length = 0
  // Leaving the loop by the throw cancels the rest.
  for await (const chunk of unpacked as ReadableStream<Uint8Array>) {
    length += chunk.length
    if (length > max) throw new SourceFault('too_large', `The archive has more than ${max} bytes when unpacked.`)
    chunks.push(chunk)
  }
  return joined(chunks, length)
}

function inBites(bytes: Uint8Array): ReadableStream<Uint8Array<ArrayBuffer>> {
  let at = 0
  return new ReadableStream<Uint8Array<ArrayBuffer>>({
    pull(controller) {
      if (at >= bytes.length) return controller.close()
      controller.enqueue(bytes.slice(at, at + A_BITE))
      at += A_BITE
    },
  })
}

function joined(chunks: readonly Uint8Array[], length: number): Uint8Array {
  const bytes = new Uint8Array(length)
  let at = 0
  for (const chunk of chunks) {
    bytes.set(chunk, at)
    at += chunk.length
  }
  return bytes
}
