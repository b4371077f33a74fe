import { compareBytes } from '../files/byte-order.ts'
import { isSkillMdPath } from '../intake/github-address.ts'
import { follow, type ReadLink } from './links.ts'
import type { Tree, TreeFile } from './tree.ts'

/** A SKILL.md where it lies, and the file that it is. They differ if it is a link. */
export type FoundSkill = { path: string; file: TreeFile }
/** `unread`: links whose targets have to be read before all skills are known. */
export type FoundSkills = { skills: FoundSkill[]; unread: string[] }

export const mayBeSkill = (path: string): boolean => isSkillMdPath(path) && !/(^|\/)node_modules\//.test(path)

export const folderOf = (path: string): string => path.slice(0, Math.max(path.lastIndexOf('/'), 0))

/**
 * Finds every SKILL.md, in any case and at any depth, ordered by path. One that is a link is the file that it names: if that is
 * a SKILL.md too, or several links name it, there is one skill.
 */
export function findSkills(tree: Tree, readLink: ReadLink): FoundSkills {
  const unread: string[] = []
  const byFile = new Map<string, FoundSkill>()
  const candidates = tree.entries.filter(({ path }) => mayBeSkill(path))
  for (const file of candidates) if (file.kind === 'file') byFile.set(file.path, { path: file.path, file })
  const links = candidates.filter(({ kind }) => kind === 'link').sort((a, b) => compareBytes(a.path, b.path))
  for (const { path } of links) {
    const target = follow(tree, path, readLink)
    if (target.is === 'unknown') unread.push(target.id)
    else if (target.is === 'file' && !byFile.has(target.file.path))
      byFile.set(target.file.path, { path, file: target.file })
  }
  return { skills: [...byFile.values()].sort((a, b) => (a.path < b.path ? -1 : 1)), unread }
}
