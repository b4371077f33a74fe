import type { Finding, Mode } from '../../domain/files/manifest.ts'
import { MAX_BYTES, MAX_FILES, modeOf } from '../../domain/files/manifest.ts'
import { missingPart } from '../../domain/files/missing-parts.ts'
import { MAX_SKILL_MD_BYTES } from '../../domain/skill-md/skill-md.ts'
import { gunzip } from '../archive/gunzip.ts'
import { type EntryKind, readTar } from '../archive/read-tar.ts'
import { readZip, type ZipEntry } from '../archive/read-zip.ts'
import { isGzip, readable, tooLarge, unzipEntry } from '../archive/unzip-entry.ts'
import { SourceFault } from '../source-fault.ts'

/** The most that is unpacked of an archive, piece by piece. What has more is too large for a skill. */
const MAX_UNPACKED_BYTES = 64 * 1024 * 1024
/** Files do not shrink so much. An archive that does was made to exhaust whoever unpacks it. */
const MAX_RATIO = 100
/** Of an archive with more entries, which has too many files, only the SKILL.md is looked for. */
const MAX_ENTRIES = 5 * MAX_FILES
const NAME = 'SKILL.md'

/** A file of an archive. `nth` tells it from others, also from one of the same name. */
export type PackedFile = { nth: number; path: string; size: number; mode: Mode }
/** The folder in an archive. `contents` unpacks files of it one after the other, in the order of the archive. */
export type PackedFolder = {
  files: PackedFile[]
  findings: Finding[]
  missing: Finding[]
  contents: (files: readonly PackedFile[]) => AsyncGenerator<{ file: PackedFile; bytes: Uint8Array }>
}

type Listed = { nth: number; name: string; kind: EntryKind; mode: number; size: number }
/** `cut`: why not all entries are listed. */
type Listing<T extends Listed> = { listed: T[]; cut: 'folder.too-many-files' | 'folder.too-large' | null }

/**
 * Lists the folder in a zip or tar.gz, whose SKILL.md is at the root. File names are compared as written, because clients do so too:
 * `./SKILL.md` does not count. One that is too large for a skill lacks all but its SKILL.md. Throws SourceFault if there is no SKILL.md
 * or more than one, if it was made to exhaust us, and while it is unpacked if it is broken.
 */
export async function openArchive(archive: Uint8Array): Promise<PackedFolder> {
  return isGzip(archive) ? openTarGzip(archive) : openZip(archive)
}

async function openTarGzip(archive: Uint8Array): Promise<PackedFolder> {
  const tar = () => readTar(gunzip(once(archive), MAX_UNPACKED_BYTES))
  const listing: Listing<Listed> = { listed: [], cut: null }
  try {
    let nth = 0
    for await (const { name, kind, mode, size } of tar()) addTo(listing, { nth: nth++, name, kind, mode, size })
  } catch (error) {
    const isBomb = archive.length * MAX_RATIO < MAX_UNPACKED_BYTES
    if (!(error instanceof SourceFault) || error.kind !== 'too_large' || isBomb) throw error
    listing.cut = 'folder.too-large'
  }
  return folderOf(listing, async function* (wanted) {
    let nth = 0
    let left = wanted.size
    if (left === 0) return
    for await (const entry of tar()) {
      const file = wanted.get(nth++)
      if (!file) continue
      yield { file, bytes: await entry.read() }
      // What is behind may be too large to be unpacked.
      if (--left === 0) return
    }
  })
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes
}

function openZip(archive: Uint8Array): PackedFolder {
  const listing: Listing<ZipEntry & Listed> = { listed: [], cut: null }
  readable(() => {
    let nth = 0
    for (const entry of readZip(archive)) addTo(listing, { ...entry, nth: nth++ })
  })
  const entries = new Map(listing.listed.map((entry) => [entry.nth, entry]))
  return folderOf(listing, async function* (wanted) {
    for (const [nth, file] of wanted) {
      const entry = entries.get(nth)
      if (entry)
        yield { file, bytes: readable(() => unzipEntry(entry, entry.name === NAME ? MAX_SKILL_MD_BYTES : MAX_BYTES)) }
    }
  })
}

function addTo<T extends Listed>(listing: Listing<T>, entry: T): void {
  if (entry.nth >= MAX_ENTRIES) listing.cut = 'folder.too-many-files'
  if (entry.nth < MAX_ENTRIES || entry.name === NAME) listing.listed.push(entry)
}

function folderOf(
  { listed: all, cut }: Listing<Listed>,
  unpack: (wanted: ReadonlyMap<number, PackedFile>) => ReturnType<PackedFolder['contents']>,
): PackedFolder {
  checkSkillMd(all.filter(({ name }) => name === NAME))
  const listed = cut ? all.filter(({ name }) => name === NAME) : all
  const files = listed.flatMap(({ nth, name, kind, mode, size }) =>
    kind === 'file' ? [{ nth, path: name, size, mode: modeOf(mode) }] : [],
  )
  const links = listed.filter(({ kind }) => kind === 'link')
  const others = listed.filter(({ kind }) => kind === 'other')
  return {
    files,
    findings: links.map(({ name }) => linkLeftOut(name)),
    missing: [
      ...(cut ? [missingPart(cut, null)] : []),
      ...others.map(({ name }) => missingPart('file.unreadable', name)),
    ],
    contents: (wanted) => unpack(new Map(wanted.toSorted((a, b) => a.nth - b.nth).map((file) => [file.nth, file]))),
  }
}

export const linkLeftOut = (path: string): Finding => ({
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
