import { execFile } from 'node:child_process'
import { access, chown, mkdir, readdir, readFile, rename, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { LocalError } from './local-error.ts'
import type { PostgresProgram } from './postgres-program.ts'
import { assertReachable } from './server-user.ts'

const LANDMARKS = ['PG_VERSION', 'global/pg_control', 'base/1', 'pg_wal', 'postgresql.conf', 'pg_hba.conf']

/** What lies at `dataDir`: nothing yet, a whole data folder, or something that PostgreSQL cannot start from. */
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

/** The command line of the process that the folder's lock names; empty without a lock, without the process, or without /proc. */
export async function lockHolder(dataDir: string): Promise<string> {
  const pid = (await readFile(join(dataDir, 'postmaster.pid'), 'utf8').catch(() => '')).split('\n')[0]
  return pid ? readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '') : ''
}

/** Deletes a data folder, a half-written one too. Throws LocalError for one that is in use, or that holds something else. */
export async function removeDataFolder(dataDir: string): Promise<void> {
  const entries: string[] = await readdir(dataDir).catch(() => [])
  if (entries.length > 0 && !LANDMARKS.some((name) => entries.includes(name.split('/')[0] ?? '')))
    throw new LocalError(`The folder ${dataDir} is no PostgreSQL data folder: it is not deleted.`)
  if ((await lockHolder(dataDir)).includes('postgres'))
    throw new LocalError(
      `The data folder ${dataDir} is in use by another PostgreSQL that is running. Stop that one first.`,
    )
  await rm(dataDir, { recursive: true, force: true })
}

/**
 * Makes the data folder on the first start, or leaves a whole one as it is. It grows beside its place and is moved there
 * when it is whole, so that a first start that was killed leaves nothing half-written.
 */
export async function prepareDataFolder(program: PostgresProgram, p: { dataDir: string; sync: boolean }) {
  const state = await stateOf(p.dataDir)
  if (state === 'broken') {
    throw new LocalError(
      `The data folder ${p.dataDir} is only half written: making it was interrupted, or files have gone. ` +
        'Start with --fresh to delete it and make a new one.',
    )
  }
  if (state === 'empty') await createDataFolder(program, p)
  assertReachable(dirname(p.dataDir), program.spawn)
}

async function createDataFolder(program: PostgresProgram, p: { dataDir: string; sync: boolean }) {
  const growing = `${p.dataDir}.new`
  await rm(growing, { recursive: true, force: true })
  await mkdir(dirname(growing), { recursive: true })
  await mkdir(growing, { mode: 0o700 })
  const { uid, gid } = program.spawn
  if (uid !== undefined && gid !== undefined) await chown(growing, uid, gid)
  assertReachable(dirname(growing), program.spawn)
  await initdb(program, growing, p.sync)
  await rename(growing, p.dataDir)
}

function initdb(program: PostgresProgram, folder: string, sync: boolean): Promise<void> {
  // Order by code point, as Neon does. The character classes still come from the C library: pg_trgm asks it what a letter
  // is, and in the C locale Korean letters are none.
  const ctype = process.platform === 'darwin' ? 'en_US.UTF-8' : 'C.UTF-8'
  const args = [
    ...['-D', folder, '--username=postgres', '--auth=trust', '--encoding=UTF8'],
    ...['--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--locale=C', `--lc-ctype=${ctype}`],
    ...(sync ? [] : ['--no-sync']),
  ]
  return new Promise((resolve, reject) => {
    execFile(program.initdb, args, program.spawn, (error, _stdout, stderr) => {
      if (error)
        reject(new LocalError(`PostgreSQL could not make the data folder ${folder}: ${stderr || error.message}`))
      else resolve()
    })
  })
}
