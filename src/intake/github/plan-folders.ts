import { baseName } from '../../domain/files/base-name.ts'
import type { Finding } from '../../domain/files/manifest.ts'
import { type FoundSkill, findSkills, folderOf } from '../../domain/git/find-skills.ts'
import { installedPlace, namesFromElsewhere } from '../../domain/git/installed-skills.ts'
import { type FolderBlob, listSkillFolder } from '../../domain/git/skill-folder.ts'
import type { Tree } from '../../domain/git/tree.ts'
import { MAX_SKILL_MD_BYTES } from '../../domain/skill-md/skill-md.ts'
import { chooseFiles } from '../folders/found-folder.ts'
import type { KnownBlobs, WantedBlob } from './known-blobs.ts'

/** The folder of a skill as the listing has it. */
export type ListedSkill = FoundSkill & {
  files: readonly FolderBlob[]
  findings: readonly Finding[]
  missing: readonly Finding[]
}
/**
 * What a listing has, as far as its links and lock files have been read. `first`: the blobs of those that have not been.
 * `installed`: copies of skills of other repositories. `all`: how many skills there are with those beyond the bound.
 */
export type FolderPlan = { skills: ListedSkill[]; first: WantedBlob[]; installed: number; all: number }

/** Larger than any `skills-lock.json`. */
const MAX_LOCK_BYTES = 1024 * 1024

export const isTooLarge = ({ size }: { size: number }): boolean => size > MAX_SKILL_MD_BYTES

const ownName = ({ path }: FoundSkill) => baseName(path)

/** True if the folder keeps the file that is read as the skill: whoever approves a skill approves that text. */
export const keepsOwnFile = (skill: ListedSkill): boolean =>
  skill.files.some(({ path, id }) => path === ownName(skill) && id === skill.file.id)

/** Lists the folder of a skill, as far as the links in it have been read. `unread`: the blobs of the others. */
export function listFolder(tree: Tree, skill: FoundSkill, blobs: KnownBlobs) {
  const { unread, ...found } = listSkillFolder(tree, folderOf(skill.path), blobs.readLink)
  const listed: ListedSkill = { ...skill, ...chooseFiles(found, ownName(skill)) }
  return { listed, unread }
}

/** The texts of lock files, by their blobs. */
export type Locks = ReadonlyMap<string, string>

/** Finds the skills of a listing and lists their folders. */
export function planFolders(p: {
  tree: Tree
  repo: string
  blobs: KnownBlobs
  locks: Locks
  bounded: (skills: readonly FoundSkill[]) => readonly FoundSkill[]
}): FolderPlan {
  const { tree, blobs } = p
  const first = new Map<string, WantedBlob>()
  const links = new Map(tree.entries.flatMap((entry) => (entry.kind === 'link' ? [[entry.id, entry]] : [])))
  const wantLinks = (ids: readonly string[]) => {
    for (const id of ids) {
      const link = links.get(id)
      if (link) first.set(id, { id, size: link.size, path: link.path, isLink: true })
    }
  }
  const found = findSkills(tree, blobs.readLink)
  wantLinks(found.unread)
  const isCopy = copies(p, first)
  const own = found.skills.filter((skill) => !isCopy(skill))
  const skills = p.bounded(own).map((skill) => {
    // A file that is too large to be a skill makes no folder worth keeping.
    if (isTooLarge(skill.file)) return { ...skill, files: [], findings: [], missing: [] }
    const { listed, unread } = listFolder(tree, skill, blobs)
    wantLinks(unread)
    return listed
  })
  return { skills, first: [...first.values()], installed: found.skills.length - own.length, all: own.length }
}

/** Tells which skills are copies that a lock file credits to another repository. A lock file that has not been read is added to `first`. */
function copies(
  { tree, repo, locks }: { tree: Tree; repo: string; locks: Locks },
  first: Map<string, WantedBlob>,
): (skill: FoundSkill) => boolean {
  const named = new Map<string, Set<string>>()
  const namesIn = (path: string): Set<string> => {
    const known = named.get(path)
    if (known) return known
    const lock = tree.at(path)
    let names = new Set<string>()
    if (lock?.kind === 'file' && lock.size <= MAX_LOCK_BYTES) {
      const text = locks.get(lock.id)
      if (text === undefined) first.set(lock.id, { id: lock.id, size: lock.size, path, isLink: false })
      else names = namesFromElsewhere(text, repo)
    }
    named.set(path, names)
    return names
  }
  return ({ path }) => {
    const place = installedPlace(path)
    return place !== null && namesIn(place.lock).has(place.name)
  }
}
