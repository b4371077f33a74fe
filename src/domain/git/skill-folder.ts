import { baseName } from '../files/base-name.ts'
import { isLeftOut } from '../files/left-out.ts'
import { type Finding, MAX_FILES, type Mode } from '../files/manifest.ts'
import { missingPart } from '../files/missing-parts.ts'
import { follow, type ReadLink } from './links.ts'
import type { Tree, TreeEntry } from './tree.ts'

/** A file of a skill's folder: its path from there, and git's id of its bytes. */
export type FolderBlob = { path: string; mode: Mode; size: number; id: string }
/** `unread`: links whose targets have to be read before the folder is known. */
export type ListedFolder = { files: FolderBlob[]; findings: Finding[]; missing: Finding[]; unread: string[] }

/** Links can make a folder endless. One that is larger than any skill is not looked through to its end. */
const MAX_ENTRIES = 5 * MAX_FILES

const leftOut = (path: string, message: string): Finding => ({
  rule: 'link.left-out',
  severity: 'warning',
  message,
  path,
})

/** Lists the files of a folder of a repository. Follows links within the repository, and reports the others. */
export function listSkillFolder(tree: Tree, folder: string, readLink: ReadLink): ListedFolder {
  const found: ListedFolder = { files: [], findings: [], missing: [], unread: [] }
  const waiting = [{ path: '', real: folder, above: [] as string[] }]
  let entries = 0
  for (let at = waiting.pop(); at !== undefined; at = waiting.pop()) {
    const { path: below, real, above } = at
    if (tree.mayLack(real)) found.missing.push(missingPart('folder.not-listed', below || null))
    for (const entry of tree.inside(real)) {
      const name = baseName(entry.path)
      if (isLeftOut(name)) continue
      if (++entries > MAX_ENTRIES || found.files.length > MAX_FILES) return tooMany(tree, folder, readLink)
      const path = below ? `${below}/${name}` : name
      const within = addEntry(found, path, { tree, entry, readLink })
      if (within === null) continue
      if (within === real || above.includes(within))
        found.findings.push(leftOut(path, 'The link leads to a folder above it.'))
      else waiting.push({ path, real: within, above: [...above, real] })
    }
  }
  return found
}

/** Adds what an entry is, links followed. Returns the folder that it stands for, or null. */
function addEntry(
  found: ListedFolder,
  path: string,
  { tree, entry, readLink }: { tree: Tree; entry: TreeEntry; readLink: ReadLink },
): string | null {
  if (entry.kind === 'folder') return entry.path
  const target = entry.kind === 'file' ? ({ is: 'file', file: entry } as const) : follow(tree, entry.path, readLink)
  if (target.is === 'folder') return target.path
  if (target.is === 'file') {
    const { mode, size, id } = target.file
    found.files.push({ path, mode, size, id })
  } else if (target.is === 'submodule') found.missing.push(missingPart('folder.submodule', path))
  else if (target.is === 'unlisted') found.missing.push(missingPart('folder.not-listed', path))
  else if (target.is === 'unknown') {
    found.unread.push(target.id)
    found.missing.push(missingPart('file.unreadable', path))
  } else found.findings.push(leftOut(path, target.message))
  return null
}

/** Of a folder that is too large only its SKILL.md is kept. */
function tooMany(tree: Tree, folder: string, readLink: ReadLink): ListedFolder {
  const found: ListedFolder = { files: [], findings: [], missing: [], unread: [] }
  for (const entry of tree.inside(folder)) {
    const name = baseName(entry.path)
    if (name.toLowerCase() === 'skill.md') addEntry(found, name, { tree, entry, readLink })
  }
  return { ...found, missing: [missingPart('folder.too-many-files', null)] }
}
