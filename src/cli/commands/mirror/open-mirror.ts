import { existsSync, mkdirSync, readdirSync, statSync } from 'node:fs'
import { join, sep } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { Refused } from '../../runner/command.ts'

/** "SKIL": marks the SQLite files that are mirrors. */
export const APPLICATION_ID = 0x534b494c

/** How long a page waits for another program that reads the file, and an answer for one that writes to it. */
const BUSY_MS = { writer: 10_000, reader: 2000 }

/** Hashes come in no order, so each page of the feed touches many places of the indexes. */
const CACHE_KIB = 64 * 1024

/** The database of a mirror that is a folder. */
const DATABASE_NAME = 'mirror.sqlite'

/** An open mirror. `folder` is where it keeps files; null if they are in its SQLite file. */
export type Mirror = { db: DatabaseSync; folder: string | null }

/**
 * Opens a mirror, and creates it if it does not exist: a folder if there is one or the path ends in a slash, else an SQLite file.
 * Throws Refused if it is neither empty nor a mirror. A dry run (`readOnly`) creates nothing.
 */
export function openMirror({ path, readOnly }: { path: string; readOnly: boolean }): Mirror {
  const folder = isFolder(path) ? path : null
  if (folder !== null && holdsOthers(folder)) throw notOurs(path)
  if (folder !== null && !readOnly) makeFolder(folder)
  const file = fileOf(path)
  const isThere = existsSync(file)
  const db = openFile(readOnly && !isThere ? ':memory:' : file, {
    readOnly: readOnly && isThere,
    timeout: BUSY_MS.writer,
  })
  if (!db) throw cannotOpen(path)
  if (isMirror(db)) return { db, folder }
  db.close()
  throw notOurs(path)
}

/** Opens a mirror that exists, to read it only. Throws Refused if there is none. */
export function openExisting(path: string): Mirror {
  const file = fileOf(path)
  // Not `readOnly`: what a killed run left unfinished must be rolled back before anybody can read.
  const db = existsSync(file) ? openFile(file, { readOnly: false, timeout: BUSY_MS.reader }) : null
  if (db && isMirror(db) && isOurs(db)) {
    db.exec('pragma query_only = on')
    return { db, folder: isFolder(path) ? path : null }
  }
  db?.close()
  throw new Refused(`mirror: ${path} is no mirror; make one with "mirror --from URL --to ${path}".`)
}

const isFolder = (path: string) =>
  statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? (path.endsWith('/') || path.endsWith(sep))

const fileOf = (path: string) => (isFolder(path) ? join(path, DATABASE_NAME) : path)

const holdsOthers = (folder: string) => {
  const names = existsSync(folder) ? readdirSync(folder) : []
  return names.length > 0 && !names.includes(DATABASE_NAME)
}

const notOurs = (path: string) => new Refused(`--to: ${path} is neither empty nor a mirror; nothing was changed.`)

function makeFolder(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true })
  } catch {
    throw cannotOpen(folder)
  }
}

function openFile(file: string, options: { readOnly: boolean; timeout: number }): DatabaseSync | null {
  try {
    const db = new DatabaseSync(file, options)
    db.exec(`pragma cache_size = -${CACHE_KIB}`)
    return db
  } catch {
    return null
  }
}

const cannotOpen = (path: string) =>
  new Refused(`--to: ${path} cannot be opened or created. Does the folder around it exist?`)

function isMirror(db: DatabaseSync): boolean {
  try {
    return isOurs(db) || db.prepare('select 1 from sqlite_schema').all().length === 0
  } catch {
    return false // The file is no database.
  }
}

/** True if pages have been stored in it. */
export const isOurs = (db: DatabaseSync) => db.prepare('pragma application_id').get()?.application_id === APPLICATION_ID

/** Runs `work` in a transaction that no other writer can be within. */
export function inTransaction<T>(db: DatabaseSync, work: () => T): T {
  db.exec('begin immediate')
  try {
    const result = work()
    db.exec('commit')
    return result
  } catch (error) {
    if (db.isTransaction) db.exec('rollback')
    throw error
  }
}
