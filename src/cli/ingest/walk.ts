import { readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'

/** A SKILL.md below the root: its path with slashes, and its size in bytes. */
export type SkillFile = { path: string; size: number }

const PAGE_FILES = 50
const PAGE_BYTES = 2 * 1024 * 1024

/** Every `SKILL.md` in whatever case, at any depth, in the order of paths. Links are not followed; a folder that cannot be read is told. */
export async function findSkillFiles(
  root: string,
  onFault: (fault: string) => void,
  folder = '',
): Promise<SkillFile[]> {
  const entries = await readdir(join(root, folder), { withFileTypes: true }).catch((error: NodeJS.ErrnoException) => {
    onFault(`${folder || '.'} could not be read: ${error.code}`)
    return []
  })
  const files: SkillFile[] = []
  for (const entry of entries) {
    const path = folder ? `${folder}/${entry.name}` : entry.name
    if (entry.isDirectory() && entry.name !== '.git' && entry.name !== 'node_modules')
      files.push(...(await findSkillFiles(root, onFault, path)))
    if (entry.isFile() && entry.name.toLowerCase() === 'skill.md')
      files.push({ path, size: (await stat(join(root, path))).size })
  }
  return files.sort((a, b) => (a.path < b.path ? -1 : 1))
}

/** Files in pages of a bounded number and size: what one statement carries. */
export function* inPages(files: readonly SkillFile[]): Generator<SkillFile[]> {
  let page: SkillFile[] = []
  let bytes = 0
  for (const file of files) {
    if (page.length > 0 && (page.length === PAGE_FILES || bytes + file.size > PAGE_BYTES)) {
      yield page
      page = []
      bytes = 0
    }
    page.push(file)
    bytes += file.size
  }
  if (page.length > 0) yield page
}
