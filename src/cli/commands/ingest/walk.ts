import { readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'

/** A SKILL.md below the root: its path with slashes, and its size in bytes. */
export type SkillFile = { path: string; size: number }

/** Every `SKILL.md` in whatever case, at any depth, in the order of paths. Links are not followed; what cannot be read is told. */
export async function findSkillFiles(root: string, onFault: (fault: string) => void): Promise<SkillFile[]> {
  const files: SkillFile[] = []
  const folders = ['']
  for (let folder = folders.pop(); folder !== undefined; folder = folders.pop()) {
    const below = folder
    const tell = (error: NodeJS.ErrnoException) => onFault(`${below || '.'} could not be read: ${error.code}`)
    const entries = await readdir(join(root, below), { withFileTypes: true }).catch(tell)
    for (const entry of entries ?? []) {
      const path = below ? `${below}/${entry.name}` : entry.name
      if (entry.isDirectory() && entry.name !== '.git' && entry.name !== 'node_modules') folders.push(path)
      if (!entry.isFile() || entry.name.toLowerCase() !== 'skill.md') continue
      const found = await stat(join(root, path)).catch(tell)
      if (found) files.push({ path, size: found.size })
    }
  }
  return files.sort((a, b) => (a.path < b.path ? -1 : 1))
}
