import { execFile, spawnSync } from 'node:child_process'
import { dirname } from 'node:path'
import { LocalError } from './local-error.ts'

/** The user that PostgreSQL runs as. Without ids, it is our own. */
export type ServerUser = { uid?: number; gid?: number }

/** Returns our own user, or "postgres" if we are root, which PostgreSQL refuses. Creates "postgres" if it does not exist. */
export async function serverUser(): Promise<ServerUser> {
  return process.getuid?.() === 0 ? await postgresUser() : {}
}

/** True if the user may enter the folder, or the nearest existing folder above it. */
export function mayEnter(folder: string, user: ServerUser): boolean {
  if (user.uid === undefined) return true
  const script = 'while [ ! -d "$1" ]; do set -- "$(dirname "$1")"; done; cd "$1"'
  return spawnSync('/bin/sh', ['-c', script, 'sh', folder], { ...user, cwd: '/', stdio: 'ignore' }).status === 0
}

/** Throws LocalError if the user may not enter the folder, and names the folder above that is closed. */
export function assertReachable(folder: string, user: ServerUser): void {
  if (mayEnter(folder, user)) return
  const above: string[] = []
  for (let path = folder; path !== dirname(path); path = dirname(path)) above.unshift(path)
  const closed = above.find((path) => !mayEnter(path, user)) ?? folder
  throw new LocalError(
    `PostgreSQL refuses to run as root, and the user "postgres" that it runs as may not enter ${closed}. ` +
      `Open that folder (chmod o+x ${closed}), use another folder, or run as an ordinary user.`,
  )
}

async function postgresUser(): Promise<{ uid: number; gid: number }> {
  const ids = async () => ({ uid: await idOf('-u'), gid: await idOf('-g') })
  return ids().catch(async () => {
    await run('useradd', ['--system', '--user-group', '--no-create-home', 'postgres']).catch((error: Error) => {
      throw new LocalError(
        `PostgreSQL refuses to run as root, and the user "postgres" could not be created: ${error.message}`,
      )
    })
    return ids()
  })
}

const idOf = async (flag: string) => Number(await run('id', [flag, 'postgres']))

const run = (command: string, args: string[]): Promise<string> =>
  new Promise((resolve, reject) => {
    execFile(command, args, (error, stdout) => (error ? reject(error) : resolve(stdout.trim())))
  })
