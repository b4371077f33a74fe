import { sha256Hex } from '../text/hash.ts'
import { byPath, compareBytes } from './byte-order.ts'
import { type Finding, keptFindings } from './folder-findings.ts'

export type { Finding } from './folder-findings.ts'

/** Whether a file can be run. Nothing else of a mode is kept, as in git. */
export type Mode = '0644' | '0755'

/** A file of a skill: its path from the folder of the skill, and its bytes by their hash. */
export type ManifestFile = { path: string; mode: Mode; size: number; sha256: string }

/** The most that a skill may have. */
export const MAX_FILES = 1000
export const MAX_BYTES = 20 * 1024 * 1024

/** A folder as it is kept. `missing` has the reasons if it is incomplete. `findings` has them too, and what else was found in this folder. */
export type Folder = {
  digest: string
  files: readonly ManifestFile[]
  isComplete: boolean
  missing: readonly Finding[]
  findings: readonly Finding[]
}

/** The mode of a file by the mode that git, an archive or a disk gives it. */
export const modeOf = (mode: number): Mode => ((mode & 0o100) === 0 ? '0644' : '0755')

/**
 * Makes a folder of its files. `missing` says which parts of it could not be read, if any; `findings` what else there is to know.
 * Files that are equal make an equal folder, in whatever order they come.
 */
export async function makeFolder(p: {
  files: readonly ManifestFile[]
  missing?: readonly Finding[]
  findings?: readonly Finding[]
}): Promise<Folder> {
  const { missing = [], findings = [] } = p
  return {
    digest: await digestOf(p.files, missing),
    files: byPath(p.files),
    isComplete: missing.length === 0,
    missing: keptFindings(missing),
    findings: keptFindings([...missing, ...findings]),
  }
}

/**
 * The digest of a folder: SHA-256 over the lines `mode path:sha256`, sorted by their UTF-8 bytes and joined by line feeds.
 * Each missing part has a line of its own, `incomplete rule path`, so that no complete folder has the same digest.
 */
export function digestOf(files: readonly ManifestFile[], missing: readonly Pick<Finding, 'rule' | 'path'>[] = []) {
  const lines = [
    ...files.map(({ mode, path, sha256 }) => `${mode} ${path}:${sha256}`),
    ...missing.map(({ rule, path }) => `incomplete ${rule} ${path ?? ''}`),
  ]
  return sha256Hex(lines.sort(compareBytes).join('\n'))
}
