import { type Folder, type ManifestFile, makeFolder } from '../../domain/files/manifest.ts'
import { isLfsPointer, missingPart } from '../../domain/files/missing-parts.ts'
import { type FilePlace, REQUEST_BYTES } from '../../files/file-place.ts'
import { putFiles } from '../../files/put-files.ts'
import { chooseFiles } from '../folders/found-folder.ts'
import { openArchive, type PackedFile } from './unpack.ts'

/** What is held in memory of an unpacked archive, apart from a larger file, and goes to the database in one step. */
const STEP = { items: 500, bytes: REQUEST_BYTES }

const NAME = 'SKILL.md'

/** The folder of a skill whose files are stored, and the bytes of its SKILL.md. */
export type StoredFolder = { folder: Folder; skillMd: Uint8Array }

/** Stores the files of the folder in a zip or tar.gz, a few megabytes at a time. Calls `renew` before each step. Throws SourceFault. */
export async function storeArchive(
  at: FilePlace,
  archive: Uint8Array,
  renew: () => Promise<void>,
): Promise<StoredFolder> {
  const packed = await openArchive(archive)
  const { files: chosen, findings, missing } = chooseFiles(packed, NAME)
  const files: ManifestFile[] = []
  let skillMd = new Uint8Array()
  let step: { file: PackedFile; bytes: Uint8Array }[] = []
  let size = 0
  const store = async () => {
    if (step.length > 0) await renew()
    const facts = await putFiles(
      at,
      step.map(({ bytes }) => bytes),
    )
    facts.forEach(({ sha256, size: length }, i) => {
      const { path = '', mode = '0644' } = step[i]?.file ?? {}
      files.push({ path, mode, size: length, sha256 })
    })
    step = []
    size = 0
  }
  for await (const { file, bytes } of packed.contents(chosen)) {
    if (file.path === NAME) skillMd = new Uint8Array(bytes)
    if (isLfsPointer(bytes)) {
      missing.push(missingPart('file.lfs-pointer', file.path))
      continue
    }
    if (step.length === STEP.items || size + bytes.length > STEP.bytes) await store()
    step.push({ file, bytes })
    size += bytes.length
  }
  await store()
  return { folder: await makeFolder({ files, missing, findings }), skillMd }
}

/** Stores a SKILL.md that is the only file of its folder. */
export async function storeSkillMd(at: FilePlace, skillMd: Uint8Array): Promise<StoredFolder> {
  const [facts] = await putFiles(at, [skillMd])
  const files = facts ? [{ path: NAME, mode: '0644' as const, size: facts.size, sha256: facts.sha256 }] : []
  return { folder: await makeFolder({ files }), skillMd }
}
