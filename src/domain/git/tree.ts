import { compareBytes } from '../files/byte-order.ts'
import type { Mode } from '../files/manifest.ts'

/** A file of a repository, by git's id of its bytes. `path` begins at the root. */
export type TreeFile = { kind: 'file'; path: string; id: string; size: number; mode: Mode }
/** A symbolic link. The bytes with its id say where it leads. */
export type TreeLink = { kind: 'link'; path: string; id: string; size: number }
export type TreeEntry = TreeFile | TreeLink | { kind: 'submodule'; path: string } | { kind: 'folder'; path: string }

/** What a repository has at a commit. */
export type Tree = {
  entries: readonly TreeEntry[]
  at: (path: string) => TreeEntry | undefined
  /** The entries directly in a folder; '' is the root. */
  inside: (folder: string) => readonly TreeEntry[]
  /** True if the listing may have left out something below this folder, or the entry at this path. */
  mayLack: (path: string) => boolean
}

const parentOf = (path: string) => path.slice(0, Math.max(path.lastIndexOf('/'), 0))

/**
 * Arranges the entries of a listing. A cut-off one has git's order up to where it was cut: then only what comes later, and the
 * folders around its last entry, can lack something. If it has another order, everything can.
 */
export function treeOf(listed: readonly TreeEntry[], isCutOff: boolean): Tree {
  const byPath = new Map<string, TreeEntry>()
  const byFolder = new Map<string, TreeEntry[]>([['', []]])
  const add = (entry: TreeEntry) => {
    if (byPath.has(entry.path)) return
    byPath.set(entry.path, entry)
    const folder = parentOf(entry.path)
    if (folder !== '') add({ kind: 'folder', path: folder })
    const siblings = byFolder.get(folder)
    if (siblings) siblings.push(entry)
    else byFolder.set(folder, [entry])
  }
  for (const entry of listed) add(entry)
  return {
    entries: [...byPath.values()],
    at: (path) => byPath.get(path),
    inside: (folder) => byFolder.get(folder) ?? [],
    mayLack: isCutOff ? lacking(listed) : () => false,
  }
}

function lacking(listed: readonly TreeEntry[]): (path: string) => boolean {
  const keys = listed.map((entry) => (entry.kind === 'folder' ? `${entry.path}/` : entry.path))
  const isInOrder = keys.every((key, i) => i === 0 || compareBytes(keys[i - 1] ?? '', key) < 0)
  const last = keys.at(-1) ?? ''
  if (!isInOrder) return () => true
  return (path) => path === '' || last.startsWith(`${path}/`) || compareBytes(path, last) > 0
}
