import { createHash } from 'node:crypto'
import { chmodSync, lstatSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { LocalError } from './local-error.ts'

const PROJECT = join(import.meta.dirname, '../..')

/**
 * Creates and returns a folder outside the project that the user "postgres" may enter. It is the same one for each start of the
 * project. Throws LocalError if another user could have put something there.
 */
export function openFolder(project: string = PROJECT): string {
  const key = createHash('sha256').update(project).digest('hex').slice(0, 12)
  const folder = join('/var/tmp', `agent-skills-marketplace-${key}`)
  mkdirSync(folder, { recursive: true })
  const stats = lstatSync(folder)
  if (!stats.isDirectory() || stats.uid !== process.getuid?.())
    throw new LocalError(`${folder} belongs to another user. Remove it, or run as an ordinary user.`)
  chmodSync(folder, 0o755)
  return folder
}
