import { type FileFacts, factsOf } from '../../domain/files/file-facts.ts'
import type { Mode } from '../../domain/files/manifest.ts'
import {
  type Finding,
  type Folder,
  MAX_BYTES,
  MAX_FILES,
  type ManifestFile,
  makeFolder,
} from '../../domain/files/manifest.ts'
import { isLfsPointer, missingPart } from '../../domain/files/missing-parts.ts'
import { choosePaths, type PathFault } from '../../domain/files/paths.ts'

/** A file where it was found. `path` begins at the folder of the skill. `read` may be called twice. */
export type FoundFile = { path: string; mode: Mode; size: number; read: () => Promise<Uint8Array> }

/** A skill's folder where it was found. `missing` says which parts are known to be unreadable. */
export type FoundFolder = {
  files: readonly FoundFile[]
  findings?: readonly Finding[]
  missing?: readonly Finding[]
}

/** A folder as it will be kept, and how to read each of its files again, by the hashes. */
export type ReadFolder = { folder: Folder; sources: ReadonlyMap<string, Source> }
type Source = FileFacts & Pick<FoundFile, 'read'>

const refusal = ({ path, rule, message }: PathFault): Finding => ({ rule, severity: 'warning', message, path })

/** Reads every file of a folder once, one at a time, and says what the folder is. Its bytes are not kept. */
export async function readFolder(found: FoundFolder): Promise<ReadFolder> {
  const { files: chosen, missing, findings } = chooseFiles(found)
  const files: ManifestFile[] = []
  const sources = new Map<string, Source>()
  for (const file of chosen) {
    const bytes = await file.read().catch(() => null)
    if (!bytes || isLfsPointer(bytes)) {
      missing.push(missingPart(bytes ? 'file.lfs-pointer' : 'file.unreadable', file.path))
      continue
    }
    const facts = await factsOf(bytes)
    files.push({ path: file.path, mode: file.mode, size: facts.size, sha256: facts.sha256 })
    sources.set(facts.sha256, { ...facts, read: file.read })
  }
  return { folder: await makeFolder({ files, missing, findings }), sources }
}

/** The files to keep of a folder, before any is read: of one that is too large only its SKILL.md. */
export function chooseFiles<T extends { path: string; size: number }>(found: {
  files: readonly T[]
  findings?: readonly Finding[]
  missing?: readonly Finding[]
}): { files: readonly T[]; findings: Finding[]; missing: Finding[] } {
  const { kept, refused } = choosePaths(found.files)
  const findings = [...(found.findings ?? []), ...refused.map(refusal)]
  const missing = [...(found.missing ?? [])]
  const bytes = kept.reduce((sum, { size }) => sum + size, 0)
  if (kept.length <= MAX_FILES && bytes <= MAX_BYTES) return { files: kept, findings, missing }
  missing.push(missingPart(kept.length > MAX_FILES ? 'folder.too-many-files' : 'folder.too-large', null))
  return { files: kept.filter(({ path }) => path.toLowerCase() === 'skill.md'), findings, missing }
}
