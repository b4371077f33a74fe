import { baseName } from '../../domain/files/base-name.ts'
import { isLeftOut } from '../../domain/files/left-out.ts'
import { type Finding, MAX_FILES, modeOf } from '../../domain/files/manifest.ts'
import { gunzip } from '../archive/gunzip.ts'
import { type EntryKind, readTar } from '../archive/read-tar.ts'
import { readZip } from '../archive/read-zip.ts'
import { isGzip, readable, unzipEntry } from '../archive/unzip-entry.ts'
import { linkLeftOut } from '../catalog/unpack.ts'
import type { FoundFile, FoundFolder } from '../folders/found-folder.ts'
import { SourceFault } from '../source-fault.ts'

/** A skill in an archive. `folder` is its path, empty for the root; `own` is the name of its SKILL.md. */
export type UnpackedSkill = { folder: string; own: string; found: FoundFolder }

/** All that is unpacked is in memory at once, and each skill is scanned with all that lies in its folder. */
const MAX_UNPACKED_BYTES = 12 * 1024 * 1024
const MAX_ENTRIES = 5 * MAX_FILES
export const MAX_SKILLS = 20

type Entry = { name: string; kind: EntryKind; mode: number; read: () => Uint8Array | Promise<Uint8Array> }

/**
 * Unpacks a zip or tar.gz, and returns each folder of it with a SKILL.md, in the order of paths. Throws SourceFault if there is none, if
 * there are too many, if it is too large or cannot be read.
 */
export async function unpackSkills(archive: Uint8Array): Promise<UnpackedSkill[]> {
  const { files, links } = await readAll(isGzip(archive) ? entriesOfTarGzip(archive) : entriesOfZip(archive))
  const own = files.filter(({ path }) => baseName(path).toLowerCase() === 'skill.md')
  if (own.length === 0) throw new SourceFault('unreadable', 'The archive has no SKILL.md.')
  if (own.length > MAX_SKILLS)
    throw new SourceFault(
      'too_large',
      `The archive has ${own.length} SKILL.md files; at most ${MAX_SKILLS} are checked at once.`,
    )
  const skills = own
    .toSorted((a, b) => (a.path < b.path ? -1 : 1))
    .map(({ path }) => {
      const name = baseName(path)
      const folder = path.slice(0, -name.length).replace(/\/$/, '')
      return { folder, own: name, found: below(folder, files, links) }
    })
  // A skill in the folder of another one is scanned with both.
  const scanned = skills.flatMap(({ found }) => found.files).reduce((sum, { size }) => sum + size, 0)
  if (scanned > MAX_UNPACKED_BYTES) throw allTooLarge()
  return skills
}

async function readAll(entries: AsyncIterable<Entry>) {
  const files: FoundFile[] = []
  const links: string[] = []
  let seen = 0
  let size = 0
  for await (const { name, kind, mode, read } of entries) {
    if (++seen > MAX_ENTRIES) throw new SourceFault('too_large', `The archive has more than ${MAX_ENTRIES} entries.`)
    // As `tar -C folder .` writes them.
    const path = name.replace(/^(\.\/)+/, '')
    if (isLeftOut(path)) continue
    if (kind === 'link') links.push(path)
    if (kind !== 'file') continue
    const bytes = await read()
    size += bytes.length
    if (size > MAX_UNPACKED_BYTES) throw allTooLarge()
    files.push({ path, mode: modeOf(mode), size: bytes.length, read: async () => bytes })
  }
  return { files, links }
}

async function* entriesOfTarGzip(archive: Uint8Array): AsyncGenerator<Entry> {
  const once = async function* () {
    yield archive
  }
  yield* readTar(gunzip(once(), 2 * MAX_UNPACKED_BYTES))
}

async function* entriesOfZip(archive: Uint8Array): AsyncGenerator<Entry> {
  let left = MAX_UNPACKED_BYTES
  for (const entry of readable(() => [...readZip(archive)])) {
    const read = () => {
      if (entry.size > left) throw allTooLarge()
      const bytes = readable(() => unzipEntry(entry, left))
      left -= bytes.length
      return bytes
    }
    yield { ...entry, read }
  }
}

const allTooLarge = () =>
  new SourceFault(
    'too_large',
    `The folders of the archive have more than ${MAX_UNPACKED_BYTES / 1024 / 1024} MiB when unpacked.`,
  )

function below(folder: string, files: readonly FoundFile[], links: readonly string[]): FoundFolder {
  const prefix = folder === '' ? '' : `${folder}/`
  const findings: Finding[] = links
    .filter((path) => path.startsWith(prefix))
    .map((path) => linkLeftOut(path.slice(prefix.length)))
  return {
    files: files
      .filter(({ path }) => path.startsWith(prefix))
      .map((file) => ({ ...file, path: file.path.slice(prefix.length) })),
    findings,
  }
}
