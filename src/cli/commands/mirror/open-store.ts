import { statSync } from 'node:fs'
import { Refused } from '../../runner/command.ts'
import { folderStore } from './folder-store.ts'
import { sqliteStore } from './sqlite-store.ts'
import type { MirrorStore, StoreOptions } from './store.ts'

/** An SQLite file, by its ending, or a folder. Throws Refused for what is neither empty nor a mirror of that feed. */
export function openStore(p: StoreOptions): MirrorStore {
  const isFile = /\.(sqlite3?|db)$/i.test(p.path)
  const there = statSync(p.path, { throwIfNoEntry: false })
  if (there && there.isDirectory() === isFile)
    throw new Refused(`--to: ${p.path} is a ${isFile ? 'folder' : 'file whose name does not end in .sqlite'}.`)
  return isFile ? sqliteStore(p) : folderStore(p)
}
