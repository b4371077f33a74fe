import type { Finding, Mode } from '../../domain/files/manifest.ts'
import { MAX_BYTES, MAX_FILES, modeOf } from '../../domain/files/manifest.ts'
import { missingPart } from '../../domain/files/missing-parts.ts'
import { MAX_SKILL_MD_BYTES } from '../../domain/skill-md/skill-md.ts'
import { gunzip } from '../archive/gunzip.ts'
import { inflate } from '../archive/inflate.ts'
import { type EntryKind, readTar } from '../archive/read-tar.ts'
import { readZip, type ZipEntry } from '../archive/read-zip.ts'
import { SourceFault } from '../source-fault.ts'

/** The most that is unpacked of an archive, piece by piece. */
const MAX_UNPACKED_BYTES = 64 * 1024 * 1024
/** What an archive has beyond so many entries is not looked at: it has too many files. */
const MAX_ENTRIES = 5 * MAX_FILES
const NAME = 'SKILL.md'
const STORED = 0
const DEFLATED = 8

/** A file of an archive. `nth` tells it from others, also from one of the same name. */
export type PackedFile = { nth: number; path: string; size: number; mode: Mode }
/** The folder in an archive. `contents` unpacks files of it one after the other, in the order of the archive. */
export type PackedFolder = {
  files: PackedFile[]
  findings: Finding[]
  missing: Finding[]
  contents: (files: readonly PackedFile[]) => AsyncGenerator<{ file: PackedFile; bytes: Uint8Array }>
}

type Listed = { name: string; kind: EntryKind; mode: number; size: number }

/**
 * Lists the folder in a zip or tar.gz, whose SKILL.md is at the root. File names are compared as written, because clients do so too:
 * `./SKILL.md` does not count. Throws SourceFault if there is no SKILL.md or more than one, and while it is unpacked if it is broken.
 */
export async function openArchive(archive: Uint8Array): Promise<PackedFolder> {
  const isGzip = archive[0] === 0x1f && archive[1] === 0x8b
  return isGzip ? openTarGzip(archive) : openZip(archive)
}

async function openTarGzip(archive: Uint8Array): Promise<PackedFolder> {
  const tar = () => readTar(gunzip(once(archive), MAX_UNPACKED_BYTES))
  const listed: Listed[] = []
  for await (const { name, kind, mode, size } of tar()) addTo(listed, { name, kind, mode, size })
  return folderOf(listed, async function* (wanted) {
    let nth = 0
    for await (const entry of tar()) {
      const file = wanted.get(nth++)
      if (file) yield { file, bytes: await entry.read() }
    }
  })
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes
}

function openZip(archive: Uint8Array): PackedFolder {
  const listed: ZipEntry[] = []
  readable(() => {
    for (const entry of readZip(archive)) addTo(listed, entry)
  })
  return folderOf(listed, async function* (wanted) {
    for (const [nth, file] of wanted) {
      const entry = listed[nth]
      if (entry) yield { file, bytes: readable(() => unpacked(entry)) }
    }
  })
}

/** Turns whatever broken bytes lead to into a fault. */
function readable<T>(read: () => T): T {
  try {
    return read()
  } catch (cause) {
    if (cause instanceof SourceFault) throw cause
    throw new SourceFault('unreadable', 'The archive cannot be read.', { cause })
  }
}

function addTo<T extends Listed>(listed: T[], entry: T): void {
  listed.push(entry)
  if (listed.length > MAX_ENTRIES)
    throw new SourceFault('too_large', `The archive has more than ${MAX_ENTRIES} entries.`)
}

function folderOf(
  listed: readonly Listed[],
  unpack: (wanted: ReadonlyMap<number, PackedFile>) => ReturnType<PackedFolder['contents']>,
): PackedFolder {
  checkSkillMd(listed.filter(({ name }) => name === NAME))
  const files = listed.flatMap(({ name, kind, mode, size }, nth) =>
    kind === 'file' ? [{ nth, path: name, size, mode: modeOf(mode) }] : [],
  )
  const links = listed.filter(({ kind }) => kind === 'link')
  const others = listed.filter(({ kind }) => kind === 'other')
  return {
    files,
    findings: links.map(({ name }) => leftOut(name)),
    missing: others.map(({ name }) => missingPart('file.unreadable', name)),
    contents: (wanted) => unpack(new Map(wanted.toSorted((a, b) => a.nth - b.nth).map((file) => [file.nth, file]))),
  }
}

const leftOut = (path: string): Finding => ({
  rule: 'link.left-out',
  severity: 'warning',
  message: 'Links in archives are not followed.',
  path,
})

function checkSkillMd([found, another]: readonly Listed[]): void {
  // Clients differ in which of two they read, so the reviewed file might not be the installed one.
  if (another) throw new SourceFault('unreadable', `The archive has more than one ${NAME} at its root.`)
  if (!found) throw new SourceFault('unreadable', `The archive has no ${NAME} at its root.`)
  if (found.kind !== 'file') throw new SourceFault('unreadable', `${NAME} in the archive is not a plain file.`)
  if (found.size > MAX_SKILL_MD_BYTES) throw tooLarge(NAME, MAX_SKILL_MD_BYTES)
}

function unpacked({ name, method, size, packed }: ZipEntry): Uint8Array {
  const max = name === NAME ? MAX_SKILL_MD_BYTES : MAX_BYTES
  if (size > max) throw tooLarge(name, max)
  if (method !== STORED && method !== DEFLATED)
    throw new SourceFault('unreadable', `${name} is compressed by an unsupported method; use deflate.`)
  const bytes = method === STORED ? packed() : inflate(packed(), max)
  if (bytes.length !== size)
    throw new SourceFault('unreadable', `The length of ${name} differs from the one that the archive states.`)
  return bytes
}

const tooLarge = (name: string, max: number) =>
  new SourceFault('too_large', `${name} in the archive has more than ${max} bytes.`)
