import { unzipSync } from 'fflate'
import { parseTar } from 'nanotar'
import { MAX_SKILL_MD_BYTES } from '../domain/skill-md.ts'
import { SourceFault } from './source-fault.ts'

/** What is held in memory of an archive at the most. */
const MAX_UNPACKED_BYTES = 16 * 1024 * 1024
const NAME = 'SKILL.md'

/** The SKILL.md at the root of a zip or tar.gz; nothing else is unpacked or looked at. Throws SourceFault where there is none. */
export async function unpackSkillMd(archive: Uint8Array): Promise<Uint8Array> {
  const found = await read(archive).catch((cause: unknown) => {
    if (cause instanceof SourceFault) throw cause
    throw new SourceFault('unreadable', 'The archive cannot be read.', { cause })
  })
  if (!found) throw new SourceFault('unreadable', `The archive has no ${NAME} of a fitting size at its root.`)
  return found
}

async function read(archive: Uint8Array): Promise<Uint8Array | undefined> {
  if (archive[0] === 0x1f && archive[1] === 0x8b) return fromTar(await gunzip(archive))
  // Sizes are what the archive says: no more than that is ever written.
  const files = unzipSync(archive, {
    filter: ({ name, originalSize }) => name === NAME && originalSize <= MAX_SKILL_MD_BYTES,
  })
  return files[NAME]
}

function fromTar(tar: Uint8Array): Uint8Array | undefined {
  const isIt = ({ name, type, size }: { name: string; type: string | undefined; size: number }) =>
    name === NAME && type === 'file' && size <= MAX_SKILL_MD_BYTES
  return parseTar(tar, { filter: isIt })[0]?.data
}

async function gunzip(bytes: Uint8Array): Promise<Uint8Array> {
  const unpacked = new Blob([bytes as Uint8Array<ArrayBuffer>]).stream().pipeThrough(new DecompressionStream('gzip'))
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of unpacked as ReadableStream<Uint8Array>) {
    size += chunk.length
    if (size > MAX_UNPACKED_BYTES)
      throw new SourceFault('too_large', `The archive has more than ${MAX_UNPACKED_BYTES} bytes when unpacked.`)
    chunks.push(chunk)
  }
  return new Uint8Array(await new Blob(chunks as Uint8Array<ArrayBuffer>[]).arrayBuffer())
}
