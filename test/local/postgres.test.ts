import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { chmod, mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { promisify } from 'node:util'
import pg from 'pg'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { prepareDataFolder } from '../../src/local/data-folder.ts'
import { freePort } from '../../src/local/free-port.ts'
import { LocalError } from '../../src/local/local-error.ts'
import { type LocalPostgres, startPostgres } from '../../src/local/postgres.ts'
import { findPostgres } from '../../src/local/postgres-program.ts'
import { emptyDatabase } from '../support/run/database.ts'
import { skipPauses } from '../support/run/pauses.ts'
import { scratchFolder } from '../support/run/scratch.ts'

const MODULE = join(import.meta.dirname, '../../src/local/postgres.ts')

/** The folder of a server that was never started: making one takes longer than starting on it. */
let unused: string
beforeAll(async () => {
  const above = await scratchFolder()
  await chmod(above, 0o755)
  unused = join(above, 'data')
  await prepareDataFolder(await findPostgres(), { dataDir: unused, sync: false })
})
afterAll(() => rm(join(unused, '..'), { recursive: true, force: true }))

let folder: string
let dataDir: string
let cleanUp: (() => unknown)[]

beforeEach(async () => {
  folder = await scratchFolder()
  await chmod(folder, 0o755)
  dataDir = join(folder, 'data')
  cleanUp = [() => rm(folder, { recursive: true, force: true })]
})

afterEach(async () => {
  for (const step of cleanUp.reverse()) await step()
})

/** Makes the data folder as a first start does. */
const makeDataDir = () => promisify(execFile)('cp', ['-a', unused, dataDir])

async function start(options: { persistent?: boolean; port?: number } = {}): Promise<LocalPostgres> {
  const server = await startPostgres({ dataDir, port: await freePort(), persistent: true, ...options })
  cleanUp.push(server.stop)
  return server
}

async function query(server: LocalPostgres, text: string) {
  const client = new pg.Client(server.url('postgres'))
  await client.connect()
  try {
    return (await client.query(text)).rows
  } finally {
    await client.end()
  }
}

const lock = () => join(dataDir, 'postmaster.pid')
const serverPid = async () => Number((await readFile(lock(), 'utf8')).split('\n')[0])

/** Another Node that starts a server, says so, and stops it on SIGINT. */
async function startOwner(persistent: boolean): Promise<ChildProcess> {
  const program = `
    import { startPostgres } from ${JSON.stringify(MODULE)}
    const server = await startPostgres(${JSON.stringify({ dataDir, port: await freePort(), persistent })})
    process.on('SIGINT', () => Promise.all([server.stop(), server.stop()]).then(() => process.exit(7)))
    process.stdout.write('ready')`
  const args = ['--input-type=module', '--eval', program]
  const owner = spawn(process.execPath, args, { detached: true, stdio: ['ignore', 'pipe', 'inherit'] })
  cleanUp.push(() => owner.kill('SIGKILL'))
  await once(owner.stdout, 'data')
  return owner
}

describe('a local PostgreSQL', () => {
  it('treats Korean letters as letters, and sorts by code point', async () => {
    const { db } = await emptyDatabase()
    await db.execute('create extension pg_trgm')
    const { rows } = await db.execute(`
      select cardinality(show_trgm('번역')) as trigrams, similarity('번역기', '번역')::text as near,
             similarity('번역기', '요약')::text as far, 'Z' < 'a' and 'z' < '가' as by_code_point`)
    expect(rows).toEqual([{ trigrams: 3, near: '0.4', far: '0', by_code_point: true }])
  })

  it('uses UTC and UTF-8, and listens only on this machine', async () => {
    const { db } = await emptyDatabase()
    const { rows } = await db.execute(`
      select current_setting('timezone') as zone, current_setting('server_encoding') as encoding,
             current_setting('listen_addresses') as listens, version() ~ '^PostgreSQL 18' as is_18`)
    expect(rows).toEqual([{ zone: 'UTC', encoding: 'UTF8', listens: '127.0.0.1', is_18: true }])
  })

  it('keeps its rows when it stops and when it is killed', async () => {
    const first = await start()
    await query(first, 'create table kept as select 1 as n')
    await Promise.all([first.stop(), first.stop()])
    const second = await start()
    await query(second, 'insert into kept values (2)')
    process.kill(await serverPid(), 'SIGKILL')
    const third = await start()
    expect(await query(third, 'select n from kept order by n')).toEqual([{ n: 1 }, { n: 2 }])
    await second.stop()
  })

  it('starts although its lock file names a process of another program', async () => {
    await makeDataDir()
    await writeFile(lock(), `${process.pid}\n${dataDir}\n1\n5432\n\n127.0.0.1\n`)
    expect(await query(await start(), 'select 1 as n')).toEqual([{ n: 1 }])
  })

  it('deletes its folder on stop unless it is persistent', async () => {
    const server = await start({ persistent: false })
    expect(await query(server, 'show fsync')).toEqual([{ fsync: 'off' }])
    await server.stop()
    expect(existsSync(dataDir)).toBe(false)
  })
})

describe('a server and its owner', () => {
  it('outlives Ctrl-C until its owner stops it', async () => {
    await makeDataDir()
    const owner = await startOwner(true)
    process.kill(-Number(owner.pid), 'SIGINT')
    expect(await once(owner, 'exit')).toEqual([7, null])
    expect(existsSync(lock())).toBe(false)
  })

  it('stops when its owner is killed, and deletes temporary data', async () => {
    const owner = await startOwner(false)
    owner.kill('SIGKILL')
    await expect.poll(() => existsSync(join(dataDir, 'PG_VERSION')), { timeout: 10_000 }).toBe(false)
  })

  it('can be started again at once after its owner was killed', async () => {
    await makeDataDir()
    const owner = await startOwner(true)
    owner.kill('SIGKILL')
    expect(await query(await start(), 'select 1 as n')).toEqual([{ n: 1 }])
  })
})

describe('an obstacle to a start', () => {
  const refusal = (options = {}) => expect(start(options)).rejects

  it('that is an incomplete data folder is reported with its path and what to do', async () => {
    await mkdir(join(dataDir, 'base'), { recursive: true })
    await writeFile(join(dataDir, 'PG_VERSION'), '18\n')
    await refusal().toThrow(LocalError)
    await refusal().toThrow(`The data folder ${dataDir} is incomplete`)
    await refusal().toThrow('--fresh')
  })

  it('is not left by an earlier first start that was killed', async () => {
    await mkdir(`${dataDir}.new/base`, { recursive: true })
    expect(await query(await start(), 'select 1 as n')).toEqual([{ n: 1 }])
    expect(existsSync(`${dataDir}.new`)).toBe(false)
  })

  describe('that may go away', () => {
    const pauses = skipPauses(250)

    it('is reported after three seconds if another server uses the data folder', async () => {
      await makeDataDir()
      await start()
      await refusal().toThrow(`The data folder ${dataDir} is in use by another PostgreSQL`)
      expect(pauses).toEqual(Array(11).fill(250))
    })
  })

  it('is reported if the port is in use', async () => {
    await makeDataDir()
    const port = await freePort()
    const other = createServer().listen(port, '127.0.0.1')
    cleanUp.push(() => other.close())
    await once(other, 'listening')
    await refusal({ port }).toThrow(`Port ${port} is in use by another program`)
  })

  it('is reported if a temporary server would delete a folder that is not empty', async () => {
    await mkdir(join(dataDir, 'photos'), { recursive: true })
    await refusal({ persistent: false }).toThrow('is not empty')
    expect(existsSync(join(dataDir, 'photos'))).toBe(true)
  })

  it.runIf(process.getuid?.() === 0)('a folder above that PostgreSQL, which is never root, may not enter', async () => {
    await chmod(folder, 0o700)
    await refusal().toThrow(`may not enter ${folder}`)
  })
})
