import { join, relative, resolve, sep } from 'node:path'

/** The path from the working folder, which is the root of the repository in a workflow; else that from the folder given. */
export function inRepository(dir: string, folder: string): string {
  const path = relative(process.cwd(), resolve(join(dir, folder)))
    .split(sep)
    .join('/')
  return path.startsWith('../') || path === '..' ? (folder === '.' ? '' : folder) : path
}
