import { closeSync, fsyncSync, mkdirSync, openSync, readFileSync, renameSync, rmSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import type { DatabaseSync } from 'node:sqlite'
import type { Mirror } from '../open-mirror.ts'

/** Where a mirror keeps the bytes of files. `put` and `drop` are called within a transaction. */
export type FileBytes = {
  put: (sha256: string, bytes: Uint8Array) => void
  /** Returns the bytes as they are, or null if there are none. */
  read: (sha256: string) => Uint8Array<ArrayBuffer> | null
  drop: (sha256: string) => void
  /** Removes what a killed run left behind. */
  tidy: () => void
}

export const fileBytes = ({ db, folder }: Mirror): FileBytes => (folder === null ? inDatabase(db) : inFolder(folder))

const inDatabase = (db: DatabaseSync): FileBytes => ({
  put: (sha256, bytes) => {
    db.prepare('insert or replace into file_bytes (sha256, bytes) values (?, ?)').run(sha256, bytes)
  },
  read: (sha256) => {
    const row = db.prepare('select bytes from file_bytes where sha256 = ?').get(sha256)
    return row ? (row.bytes as Uint8Array<ArrayBuffer>) : null
  },
  drop: (sha256) => {
    db.prepare('delete from file_bytes where sha256 = ?').run(sha256)
  },
  tidy: () => {},
})

/** `files/ab/abcdef…`. A name is a hash, so it cannot lead out of the folder. */
function inFolder(folder: string): FileBytes {
  const unfinished = join(folder, 'unfinished')
  const folderOf = (sha256: string) => join(folder, 'files', sha256.slice(0, 2))
  const pathOf = (sha256: string) => join(folderOf(sha256), sha256)
  return {
    put: (sha256, bytes) => {
      mkdirSync(unfinished, { recursive: true })
      const isNew = mkdirSync(folderOf(sha256), { recursive: true }) !== undefined
      const file = join(unfinished, sha256)
      write(file, bytes)
      renameSync(file, pathOf(sha256))
      for (const named of isNew ? [folderOf(sha256), join(folder, 'files'), folder] : [folderOf(sha256)]) sync(named)
    },
    read: (sha256) => {
      try {
        return readFileSync(pathOf(sha256))
      } catch {
        return null
      }
    },
    drop: (sha256) => rmSync(pathOf(sha256), { force: true }),
    // Nobody else is at work on them: all writes are within transactions, one at a time.
    tidy: () => rmSync(unfinished, { recursive: true, force: true }),
  }
}

/** Puts the names in a folder on the disk, as `fsync` of a file does not. Windows has no such call, and needs none. */
function sync(folder: string): void {
  if (process.platform === 'win32') return
  const opened = openSync(folder, 'r')
  try {
    fsyncSync(opened)
  } finally {
    closeSync(opened)
  }
}

/** A file must be on the disk before the database says that it is there. */
function write(path: string, bytes: Uint8Array): void {
  const file = openSync(path, 'w')
  try {
    for (let at = 0; at < bytes.length; ) at += writeSync(file, bytes, at)
    fsyncSync(file)
  } finally {
    closeSync(file)
  }
}
