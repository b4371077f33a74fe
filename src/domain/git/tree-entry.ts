import { modeOf } from '../files/manifest.ts'
import { isStorable } from '../text/text.ts'
import type { TreeEntry } from './tree.ts'

const FOLDER = '040000'
const LINK = '120000'
const SUBMODULE = '160000'
const FILES = new Set(['100644', '100755', '100664'])

/** True for what git writes as the id of an object: a SHA-1 or a SHA-256. */
export const isGitId = (id: unknown): id is string => typeof id === 'string' && /^([\da-f]{40}|[\da-f]{64})$/.test(id)

/** Reads an entry of a listing of GitHub. Null if it is none, or if its path cannot be stored. */
export function readTreeEntry(entry: unknown): TreeEntry | null {
  const { path, mode, sha, size } = (entry ?? {}) as Record<string, unknown>
  if (typeof path !== 'string' || path === '' || !isStorable(path)) return null
  if (mode === FOLDER) return { kind: 'folder', path }
  if (mode === SUBMODULE) return { kind: 'submodule', path }
  if (!isGitId(sha) || !Number.isSafeInteger(size) || Number(size) < 0) return null
  if (mode === LINK) return { kind: 'link', path, id: sha, size: Number(size) }
  if (!FILES.has(String(mode))) return null
  return { kind: 'file', path, id: sha, size: Number(size), mode: modeOf(Number.parseInt(String(mode), 8)) }
}
