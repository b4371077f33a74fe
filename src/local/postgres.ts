import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { rm } from 'node:fs/promises'
import { join, resolve as resolvePath } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { lockHolder, prepareDataFolder, stateOf } from './data-folder.ts'
import { LocalError } from './local-error.ts'
import { findPostgres, type PostgresProgram } from './postgres-program.ts'
import { spawnWatched } from './watched-process.ts'

export type LocalPostgres = {
  /** Returns the connection string of a database on this server, whether or not it exists. */
  url(database: string): string
  /** Stops the server, and deletes its folder unless it is persistent. May be called again, and after Ctrl-C. */
  stop(): Promise<void>
}

type Options = {
  dataDir: string
  port: number
  persistent: boolean
  /** More settings of the server, by name. */
  settings?: Record<string, string>
}

/**
 * Starts PostgreSQL on 127.0.0.1, in UTC. The first start creates the folder. Unless it is `persistent`, the server trades safety
 * for speed and deletes its folder on stop. Throws LocalError.
 */
export async function startPostgres(p: Options): Promise<LocalPostgres> {
  const options = { ...p, dataDir: resolvePath(p.dataDir) }
  if (!p.persistent && (await stateOf(options.dataDir)) !== 'empty') {
    throw new LocalError(`The folder ${options.dataDir} is not empty, and a temporary server would delete it on stop.`)
  }
  const program = await findPostgres()
  await prepareDataFolder(program, { dataDir: options.dataDir, sync: p.persistent })
  const server = await launchWhenFree(program, options)
  let stopped: Promise<void> | undefined
  return {
    url: (database) => `postgresql://postgres:local@127.0.0.1:${p.port}/${encodeURIComponent(database)}`,
    stop: () => {
      stopped ??= stop(server, options)
      return stopped
    },
  }
}

/** Another server holds the folder, but may be about to stop. */
class Held extends LocalError {}

// A server whose owner was just killed needs a moment to stop: retries for three seconds.
async function launchWhenFree(program: PostgresProgram, p: Options): Promise<ChildProcess> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await launch(program, p)
    } catch (error) {
      if (!(error instanceof Held) || attempt === 12) throw error
      await dropReusedLock(p.dataDir)
      await pause(250)
    }
  }
}

function launch(program: PostgresProgram, p: Options): Promise<ChildProcess> {
  const command = [program.postgres, '-D', p.dataDir, '-p', String(p.port), ...settings(p)]
  const server = spawnWatched(command, { ...program.spawn, removeFolder: p.persistent ? undefined : p.dataDir })
  server.stdout.resume()
  return new Promise((resolve, reject) => {
    let log = ''
    server.stderr.setEncoding('utf8').on('data', (text: string) => {
      log = (log + text).slice(-4000)
      if (log.includes('ready to accept connections')) resolve(server)
    })
    server.once('error', reject)
    server.once('close', () => reject(explain(log, p)))
  })
}

function settings(p: Options): string[] {
  const kept = { max_connections: '100' }
  const unsafe = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' }
  const thrownAway = { ...unsafe, max_connections: '200', max_wal_size: '256MB' }
  const all = {
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    timezone: 'UTC',
    log_timezone: 'UTC',
    client_connection_check_interval: '1s', // stops statements whose client is gone
    log_min_messages: 'log', // failed statements may contain secrets, and concern only their clients
    ...(p.persistent ? kept : thrownAway),
    ...p.settings,
  }
  return Object.entries(all).flatMap(([name, value]) => ['-c', `${name}=${value}`])
}

function explain(log: string, p: Options): LocalError {
  if (/lock file ".*" already exists|pre-existing shared memory/.test(log)) {
    return new Held(`The data folder ${p.dataDir} is in use by another PostgreSQL server. Stop that server first.`)
  }
  if (/Address already in use/.test(log)) {
    return new LocalError(`Port ${p.port} is in use by another program. Stop it, or choose another port.`)
  }
  const reason = log.split('\n').filter((line) => /FATAL|PANIC|DETAIL|HINT|error/.test(line))
  return new LocalError(
    `PostgreSQL did not start on ${p.dataDir}: ${reason.join(' ') || log.trim() || 'it gave no reason'}`,
  )
}

// After a crash, the pid in postmaster.pid may belong to another program, which PostgreSQL takes for a live server. If /proc names
// such a program, removes the lock. The name of a process that has just ended is empty: PostgreSQL itself handles that lock best,
// because it also checks the shared memory.
async function dropReusedLock(dataDir: string) {
  const holder = await lockHolder(dataDir)
  if (holder && !holder.includes('postgres')) await rm(join(dataDir, 'postmaster.pid'), { force: true })
}

async function stop(server: ChildProcess, p: Options) {
  if (server.exitCode === null && server.signalCode === null) {
    const exit = once(server, 'exit')
    server.kill('SIGINT')
    const impatient = setTimeout(() => server.kill('SIGQUIT'), 10_000)
    await exit
    clearTimeout(impatient)
  }
  if (!p.persistent) await rm(p.dataDir, { recursive: true, force: true, maxRetries: 5 })
}
