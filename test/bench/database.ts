import { fork } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { migrateDatabase } from '../../src/cli/migrate-database.ts'
import { connect, type Db } from '../../src/db/connect.ts'

/** What a bench measures on: a migrated, empty database, where to reach it, and a folder for what is made on the way. */
export type Ground = { db: Db; at: { url: string; endpoint: string }; folder: string }

/** One statement may take as long as it takes: that is what is measured. */
const TIMEOUT_MS = 300_000

/** Gives a database of its own to a bench, and clears it away after that. With `data`, a folder, it is kept there instead. */
export async function onDatabase<T>(measure: (ground: Ground) => Promise<T>, data?: string): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'skills-bench-'))
  const database = fork(join(import.meta.dirname, 'stack.ts'), data ? [data] : [])
  try {
    const [at] = await once(database, 'message')
    await migrateDatabase(at)
    return await measure({ db: connect({ ...at, timeoutMs: TIMEOUT_MS }), at, folder })
  } finally {
    if (database.connected) database.disconnect()
    if (database.exitCode === null) await once(database, 'exit')
    await rm(folder, { recursive: true, force: true })
  }
}
