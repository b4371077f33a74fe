import { MAX_SKILL_MD_BYTES } from '../../domain/skill-md/skill-md.ts'
import { gunzip } from '../archive/gunzip.ts'
import { inflate } from '../archive/inflate.ts'
import { readTar } from '../archive/read-tar.ts'
import { readZip, type ZipEntry } from '../archive/read-zip.ts'
import { SourceFault } from '../source-fault.ts'

/** The most that is held in memory of an unpacked archive. */
const MAX_UNPACKED_BYTES = 16 * 1024 * 1024
const NAME = 'SKILL.md'
const STORED = 0
const DEFLATED = 8

/**
 * Returns the SKILL.md at the root of a zip or tar.gz; nothing else is unpacked. File names are compared as written,
 * because clients do so too: `./SKILL.md` does not count. Throws SourceFault if there is no SKILL.md or more than one.
 */
export async function unpackSkillMd(archive: Uint8Array): Promise<Uint8Array> {
  try {
    const isGzip = archive[0] === 0x1f && archive[1] === 0x8b
    return isGzip ? await fromTarGzip(archive) : fromZip(archive)
  } catch (cause) {
    if (cause instanceof SourceFault) throw cause
    throw new SourceFault('unreadable', 'The archive cannot be read.', { cause })
  }
}

async function fromTarGzip(archive: Uint8Array): Promise<Uint8Array> {
  const found: { name: string; isFile: boolean; bytes: Uint8Array; size: number }[] = []
  for await (const entry of readTar(gunzip(once(archive), MAX_UNPACKED_BYTES))) {
    if (entry.name !== NAME) continue
    const isFile = entry.kind === 'file'
    const bytes = isFile && entry.size <= MAX_SKILL_MD_BYTES ? await entry.read() : new Uint8Array()
    found.push({ name: entry.name, isFile, bytes, size: entry.size })
  }
  const { bytes, size } = onlySkillMd(found)
  return fitting(bytes, size)
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes
}

function fromZip(archive: Uint8Array): Uint8Array {
  const entry = onlySkillMd(readZip(archive))
  const bytes = unpacked(entry)
  if (bytes.length !== entry.size)
    throw new SourceFault('unreadable', `The length of ${NAME} differs from the one that the archive states.`)
  return bytes
}

function unpacked({ method, size, packed }: ZipEntry): Uint8Array {
  if (method === STORED) return fitting(packed(), size)
  if (method !== DEFLATED)
    throw new SourceFault('unreadable', `${NAME} is compressed by an unsupported method; use deflate.`)
  return inflate(fitting(packed(), size), MAX_SKILL_MD_BYTES)
}

function onlySkillMd<T extends { name: string; isFile: boolean }>(entries: Iterable<T>): T {
  let found: T | undefined
  for (const entry of entries) {
    if (entry.name !== NAME) continue
    // Clients differ in which of two they read, so the reviewed file might not be the installed one.
    if (found) throw new SourceFault('unreadable', `The archive has more than one ${NAME} at its root.`)
    found = entry
  }
  if (!found) throw new SourceFault('unreadable', `The archive has no ${NAME} at its root.`)
  if (!found.isFile) throw new SourceFault('unreadable', `${NAME} in the archive is not a plain file.`)
  return found
}

function fitting(bytes: Uint8Array, size: number): Uint8Array {
  if (size <= MAX_SKILL_MD_BYTES) return bytes
  throw new SourceFault('too_large', `${NAME} in the archive has more than ${MAX_SKILL_MD_BYTES} bytes.`)
}
