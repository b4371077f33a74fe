import type { Version } from '../version.ts'

export type ManifestFile = Version['manifest'][number]

/** A folder of a manifest: its folders first, then its files, each by their names. */
export type Tree = { folders: { name: string; tree: Tree }[]; files: (ManifestFile & { name: string })[] }

/** The files of a manifest as people see folders. */
export function treeOf(manifest: readonly ManifestFile[]): Tree {
  const root: Tree = { folders: [], files: [] }
  const known = new Map<string, Tree>([['', root]])
  const at = (path: string): Tree => {
    const kept = known.get(path)
    if (kept) return kept
    const cut = path.lastIndexOf('/')
    const tree: Tree = { folders: [], files: [] }
    known.set(path, tree)
    at(path.slice(0, Math.max(0, cut))).folders.push({ name: path.slice(cut + 1), tree })
    return tree
  }
  for (const file of manifest) {
    const cut = file.path.lastIndexOf('/')
    at(file.path.slice(0, Math.max(0, cut))).files.push({ ...file, name: file.path.slice(cut + 1) })
  }
  return root
}
