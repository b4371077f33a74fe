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
import { MAX_SKILL_MD_BYTES } from '../../domain/skill-md/skill-md.ts'

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

/**
 * Reads every file of a folder once, one at a time, and says what the folder is. Its bytes are not kept. Throws if its SKILL.md is
 * not the one that was read as the skill, since whoever approves a skill approves that text.
 */
export async function readFolder(found: FoundFolder, own: { name: string; sha256: string }): Promise<ReadFolder> {
  const { files: chosen, missing, findings } = chooseFiles(found, own.name)
  let ownHash: string | null = null
  const files: ManifestFile[] = []
  const sources = new Map<string, Source>()
  for (const file of chosen) {
    const bytes = await file.read().catch(() => null)
    const facts = bytes && (await factsOf(bytes))
    if (file.path === own.name) ownHash = facts?.sha256 ?? null
    if (!facts || isLfsPointer(bytes)) {
      missing.push(missingPart(facts ? 'file.lfs-pointer' : 'file.unreadable', file.path))
      continue
    }
    files.push({ path: file.path, mode: file.mode, size: facts.size, sha256: facts.sha256 })
    sources.set(facts.sha256, { ...facts, read: file.read })
  }
  if (ownHash !== own.sha256)
    throw new Error(
      `${own.name} ${ownHash === null ? 'could not be read again' : 'has changed'} while its folder was read.`,
    )
  return { folder: await makeFolder({ files, missing, findings }), sources }
}

/** The files to keep of a folder, before any is read: of one that is too large only the skill's own file, whose name is `own`. */
export function chooseFiles<T extends { path: string; size: number }>(
  found: { files: readonly T[]; findings?: readonly Finding[]; missing?: readonly Finding[] },
  own: string,
): { files: readonly T[]; findings: Finding[]; missing: Finding[] } {
  const { kept, refused } = choosePaths(found.files, own)
  const findings = [...(found.findings ?? []), ...refused.map(refusal)]
  const missing = [...(found.missing ?? [])]
  const bytes = kept.reduce((sum, { size }) => sum + size, 0)
  if (kept.length <= MAX_FILES && bytes <= MAX_BYTES) return { files: kept, findings, missing }
  missing.push(missingPart(kept.length > MAX_FILES ? 'folder.too-many-files' : 'folder.too-large', null))
  return { files: kept.filter(({ path, size }) => path === own && size <= MAX_SKILL_MD_BYTES), findings, missing }
}
