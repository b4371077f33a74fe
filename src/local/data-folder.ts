import { execFile } from 'node:child_process'
import { access, chown, mkdir, readdir, readFile, rename, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { LocalError } from './local-error.ts'
import type { PostgresProgram } from './postgres-program.ts'
import { assertReachable } from './server-user.ts'

const LANDMARKS = ['PG_VERSION', 'global/pg_control', 'base/1', 'pg_wal', 'postgresql.conf', 'pg_hba.conf']

/** Returns whether the folder is empty (or missing), a complete data folder, or something that PostgreSQL cannot start from. */
export async function stateOf(dataDir: string): Promise<'empty' | 'complete' | 'broken'> {
  const entries = await readdir(dataDir).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return []
    throw new LocalError(`The data folder ${dataDir} cannot be read: ${error.message}`)
  })
  if (entries.length === 0) return 'empty'
  const found = await Promise.all(
    LANDMARKS.map((name) =>
      access(join(dataDir, name)).then(
        () => true,
        () => false,
      ),
    ),
  )
  return found.every(Boolean) ? 'complete' : 'broken'
}

/** Returns the command line of the process that holds the folder's lock. Empty without a lock, such a process, or /proc. */
export async function lockHolder(dataDir: string): Promise<string> {
  const pid = (await readFile(join(dataDir, 'postmaster.pid'), 'utf8').catch(() => '')).split('\n')[0]
  return pid ? readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '') : ''
}

/** Deletes a data folder, even an incomplete one. Throws LocalError if it is in use or holds something else. */
export async function removeDataFolder(dataDir: string): Promise<void> {
  const entries: string[] = await readdir(dataDir).catch(() => [])
  if (entries.length > 0 && !LANDMARKS.some((name) => entries.includes(name.split('/')[0] ?? '')))
    throw new LocalError(`The folder ${dataDir} is not a PostgreSQL data folder, so it was not deleted.`)
  if ((await lockHolder(dataDir)).includes('postgres'))
    throw new LocalError(`The data folder ${dataDir} is in use by another PostgreSQL server. Stop that server first.`)
  await rm(dataDir, { recursive: true, force: true })
}

/**
 * Creates the data folder on the first start. It is built beside its place and moved there when complete, so a killed start leaves
 * nothing incomplete. Throws LocalError for an incomplete folder.
 */
export async function prepareDataFolder(program: PostgresProgram, p: { dataDir: string; sync: boolean }) {
  const state = await stateOf(p.dataDir)
  if (state === 'broken') {
    throw new LocalError(
      `The data folder ${p.dataDir} is incomplete: its creation was interrupted, or files were deleted. ` +
        'Start with --fresh to delete it and create a new one.',
    )
  }
  if (state === 'empty') await createDataFolder(program, p)
  assertReachable(dirname(p.dataDir), program.spawn)
}

async function createDataFolder(program: PostgresProgram, p: { dataDir: string; sync: boolean }) {
  const unfinished = `${p.dataDir}.new`
  await rm(unfinished, { recursive: true, force: true })
  await mkdir(dirname(unfinished), { recursive: true })
  await mkdir(unfinished, { mode: 0o700 })
  const { uid, gid } = program.spawn
  if (uid !== undefined && gid !== undefined) await chown(unfinished, uid, gid)
  assertReachable(dirname(unfinished), program.spawn)
  await initdb(program, unfinished, p.sync)
  await rename(unfinished, p.dataDir)
}

function initdb(program: PostgresProgram, folder: string, sync: boolean): Promise<void> {
  // Sorts by code point, as Neon does. pg_trgm asks the C library which characters are letters, and the C locale would
  // exclude Korean ones.
  const ctype = process.platform === 'darwin' ? 'en_US.UTF-8' : 'C.UTF-8'
  const args = [
    ...['-D', folder, '--username=postgres', '--auth=trust', '--encoding=UTF8'],
    ...['--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--locale=C', `--lc-ctype=${ctype}`],
    ...(sync ? [] : ['--no-sync']),
  ]
  return new Promise((resolve, reject) => {
    execFile(program.initdb, args, program.spawn, (error, _stdout, stderr) => {
      if (error)
        reject(new LocalError(`PostgreSQL could not create the data folder ${folder}: ${stderr || error.message}`))
      else resolve()
    })
  })
}
