import { statSync } from 'node:fs'

/** True if there is a folder at this path that the process may look at. */
export function isFolder(path: string): boolean {
  try {
    return statSync(path).isDirectory()
  } catch {
    return false
  }
}
