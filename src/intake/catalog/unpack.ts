import { MAX_SKILL_MD_BYTES } from '../../domain/skill-md/skill-md.ts'
import { SourceFault } from '../source-fault.ts'
import { inflate } from './inflate.ts'
import { readTar } from './read-tar.ts'
import { readZip, type ZipEntry } from './read-zip.ts'

/** The most that is held in memory of an unpacked archive. */
const MAX_UNPACKED_BYTES = 16 * 1024 * 1024
const NAME = 'SKILL.md'
const STORED = 0
const DEFLATED = 8

/**
 * Returns the SKILL.md at the root of a zip or tar.gz; nothing else is unpacked. File names are compared as written,
 * because clients do so too: `./SKILL.md` does not count. Throws SourceFault if there is no SKILL.md or more than one.
 */
export function unpackSkillMd(archive: Uint8Array): Uint8Array {
  try {
    const isGzip = archive[0] === 0x1f && archive[1] === 0x8b
    return isGzip ? fromTarGzip(archive) : fromZip(archive)
  } catch (cause) {
    if (cause instanceof SourceFault) throw cause
    throw new SourceFault('unreadable', 'The archive cannot be read.', { cause })
  }
}

function fromTarGzip(archive: Uint8Array): Uint8Array {
  const tar = inflate(archive, { format: 'gzip', max: MAX_UNPACKED_BYTES })
  const { bytes } = onlySkillMd(readTar(tar))
  return fitting(bytes, bytes.length)
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
  return inflate(fitting(packed(), size), { format: 'deflate', max: MAX_SKILL_MD_BYTES })
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
