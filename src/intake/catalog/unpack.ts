import { MAX_SKILL_MD_BYTES } from '../../domain/skill-md/skill-md.ts'
import { SourceFault } from '../source-fault.ts'
import { inflate } from './inflate.ts'
import { readTar } from './read-tar.ts'
import { readZip, type ZipEntry } from './read-zip.ts'

/** What is held in memory of an archive at the most. */
const MAX_UNPACKED_BYTES = 16 * 1024 * 1024
const NAME = 'SKILL.md'
const STORED = 0
const DEFLATED = 8

/**
 * The SKILL.md at the root of a zip or tar.gz; nothing else is unpacked or looked at. Names count as they are written, as the clients
 * take them: `./SKILL.md` is another. Throws SourceFault where there is none, or more than one.
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
  if (bytes.length !== entry.size) throw new SourceFault('unreadable', `${NAME} is not as long as the archive says.`)
  return bytes
}

function unpacked({ method, size, packed }: ZipEntry): Uint8Array {
  if (method === STORED) return fitting(packed(), size)
  if (method !== DEFLATED) throw new SourceFault('unreadable', `${NAME} is packed in a way that we do not know.`)
  return inflate(fitting(packed(), size), { format: 'deflate', max: MAX_SKILL_MD_BYTES })
}

function onlySkillMd<T extends { name: string; isFile: boolean }>(entries: Iterable<T>): T {
  let found: T | undefined
  for (const entry of entries) {
    if (entry.name !== NAME) continue
    // Which of two is read differs from client to client: what was reviewed may not be what is installed.
    if (found) throw new SourceFault('unreadable', `The archive has more than one ${NAME} at its root.`)
    found = entry
  }
  if (!found) throw new SourceFault('unreadable', `The archive has no ${NAME} at its root.`)
  if (!found.isFile) throw new SourceFault('unreadable', `${NAME} of the archive is no plain file.`)
  return found
}

function fitting(bytes: Uint8Array, size: number): Uint8Array {
  if (size <= MAX_SKILL_MD_BYTES) return bytes
  throw new SourceFault('too_large', `${NAME} of the archive has more than ${MAX_SKILL_MD_BYTES} bytes.`)
}
