import { readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { isLeftOut } from '../../../domain/files/left-out.ts'

/** A SKILL.md below the root. `path` has slashes, `size` is in bytes. */
export type SkillFile = { path: string; size: number }

/** Returns every `SKILL.md` (in any case) at any depth, sorted by path. Follows no links; calls `onFault` for unreadable folders and files. */
export async function findSkillFiles(root: string, onFault: (fault: string) => void): Promise<SkillFile[]> {
  const files: SkillFile[] = []
  const folders = ['']
  for (let folder = folders.pop(); folder !== undefined; folder = folders.pop()) {
    const below = folder
    const tell = (error: NodeJS.ErrnoException): null => {
      onFault(`${below || '.'} could not be read: ${error.code}`)
      return null
    }
    const entries = await readdir(join(root, below), { withFileTypes: true }).catch(tell)
    for (const entry of entries ?? []) {
      const path = below ? `${below}/${entry.name}` : entry.name
      if (entry.isDirectory() && !isLeftOut(entry.name)) folders.push(path)
      if (!entry.isFile() || entry.name.toLowerCase() !== 'skill.md') continue
      const found = await stat(join(root, path)).catch(tell)
      if (found) files.push({ path, size: found.size })
    }
  }
  return files.sort((a, b) => (a.path < b.path ? -1 : 1))
}
