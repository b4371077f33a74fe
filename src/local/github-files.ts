import { createHash } from 'node:crypto'
import type { Dirent } from 'node:fs'
import { readdir, readFile, readlink, stat } from 'node:fs/promises'
import { join } from 'node:path'

/** A file, link (its bytes are the target) or submodule of a repository. */
export type GithubFile = { path: string; mode: '100644' | '100755' | '120000' | '160000'; sha: string; bytes: Buffer }

export const sha1 = (...parts: (string | Uint8Array)[]) => {
  const hash = createHash('sha1')
  for (const part of parts) hash.update(part)
  return hash.digest('hex')
}

/** Returns the SHA-1 that git gives to a blob. */
const blobSha = (bytes: Uint8Array) => sha1(`blob ${bytes.length}\0`, bytes)

/** Reads everything below a folder as git would: in the order of its paths, without `.git`. Paths have slashes. */
export async function readGithubFiles(folder: string, below = ''): Promise<GithubFile[]> {
  const entries = (await readdir(folder, { withFileTypes: true })).filter(({ name }) => name !== '.git')
  const key = (entry: Dirent) => (entry.isDirectory() ? `${entry.name}/` : entry.name)
  const files: GithubFile[] = []
  for (const entry of entries.sort((a, b) => Buffer.compare(Buffer.from(key(a)), Buffer.from(key(b)))))
    files.push(...(await readEntry(join(folder, entry.name), `${below}${entry.name}`, entry)))
  return files
}

async function readEntry(at: string, path: string, entry: Dirent): Promise<GithubFile[]> {
  if (entry.isSymbolicLink()) {
    const bytes = await readlink(at, 'buffer')
    return [{ path, mode: '120000', sha: blobSha(bytes), bytes }]
  }
  if (entry.isDirectory()) {
    const pointer = await readFile(join(at, '.git')).catch(() => null)
    if (!pointer) return readGithubFiles(at, `${path}/`)
    return [{ path, mode: '160000', sha: sha1(pointer), bytes: Buffer.alloc(0) }]
  }
  const bytes = await readFile(at)
  const isRun = ((await stat(at)).mode & 0o100) !== 0
  return [{ path, mode: isRun ? '100755' : '100644', sha: blobSha(bytes), bytes }]
}

/** Returns the recursive listing of a tree, cut off after so many entries. */
export function listingOf(sha: string, files: readonly GithubFile[], listed = Number.POSITIVE_INFINITY) {
  const folders = new Set<string>()
  const tree: Record<string, unknown>[] = []
  for (const { path, mode, sha: id, bytes } of files) {
    const names = path.split('/').slice(0, -1)
    for (const [i] of names.entries()) {
      const folder = names.slice(0, i + 1).join('/')
      if (!folders.has(folder)) tree.push({ path: folder, mode: '040000', type: 'tree', sha: sha1(sha, folder) })
      folders.add(folder)
    }
    if (mode === '160000') tree.push({ path, mode, type: 'commit', sha: id })
    else tree.push({ path, mode, type: 'blob', sha: id, size: bytes.length })
  }
  return { sha, tree: tree.slice(0, listed), truncated: tree.length > listed }
}
