import { statSync } from 'node:fs'
import { DatabaseSync } from 'node:sqlite'
import { Refused } from '../../runner/command.ts'
import { BEGINNING, type Item, type Place } from './place.ts'

/** "SKIL": marks the SQLite files that are mirrors. */
const APPLICATION_ID = 0x534b494c

/** How long a page waits for another program that reads the file. */
const BUSY_MS = 10_000

const TABLES = `
  create table items (
    kind text not null, id text not null, seq integer not null, schema_version integer not null, payload_hash text not null,
    payload text not null, published_at text not null, round integer not null, primary key (kind, id)
  ) strict;
  create table place (
    singleton integer primary key check (singleton = 1), source text not null, round integer not null, after integer, cursor text
  ) strict;
  pragma application_id = ${APPLICATION_ID};`

const PUT = `
  insert into items (kind, id, seq, schema_version, payload_hash, payload, published_at, round) values (?, ?, ?, ?, ?, ?, ?, ?)
  on conflict (kind, id) do update set seq = excluded.seq, schema_version = excluded.schema_version, payload_hash = excluded.payload_hash,
    payload = excluded.payload, published_at = excluded.published_at, round = excluded.round
  where items.round < excluded.round or items.seq <= excluded.seq`

/** The SQLite file of a mirror. */
export type MirrorStore = {
  /** Returns the place of the last stored page. Throws Refused if the mirror follows another feed. */
  place: () => Place
  /**
   * Stores the changes of a page and moves from one place to the next, in one transaction. An older change never replaces a newer one.
   * The end of a repeated bootstrap deletes what it did not contain, and returns how many items these were. Safe to repeat. Throws
   * if another run has moved the mirror.
   */
  apply: (items: readonly Item[], from: Place, to: Place) => number
  close: () => void
}

/** `path` of the file, and the origin of the feed. */
type StoreOptions = { path: string; source: string; readOnly: boolean }

/** Opens the file and creates it if it does not exist. Throws Refused if it is neither empty nor a mirror. */
export function openStore(p: StoreOptions): MirrorStore {
  const db = open(p)
  const place = (): Place => {
    const row = isOurs(db) ? db.prepare('select source, round, after, cursor from place').get() : undefined
    if (!row) return BEGINNING
    const { source, round, after, cursor } = row as Place & { source: string }
    // The places of two feeds do not compare.
    if (source !== p.source)
      throw new Refused(`--to: ${p.path} is a mirror of ${source}; use another file for ${p.source}.`)
    return { round, after, cursor }
  }
  const apply = (items: readonly Item[], from: Place, to: Place) => {
    if (!isOurs(db)) {
      db.exec(TABLES)
      db.prepare('insert into place values (1, ?, ?, ?, ?)').run(p.source, from.round, from.after, from.cursor)
    }
    const put = db.prepare(PUT)
    const remove = db.prepare('delete from items where kind = ? and id = ? and seq < ?')
    for (const item of items) {
      const { seq, kind, id, deleted, schemaVersion, payloadHash, payload, publishedAt } = item
      if (deleted) remove.run(kind, id, seq)
      else put.run(kind, id, seq, schemaVersion, payloadHash, payload, publishedAt, to.round)
    }
    const endsRepeatedBootstrap = from.after === null && to.after !== null && to.round > 1
    const dropped = endsRepeatedBootstrap ? db.prepare('delete from items where round < ?').run(to.round).changes : 0
    const moved = db
      .prepare('update place set round = ?, after = ?, cursor = ? where round = ? and after is ? and cursor is ?')
      .run(to.round, to.after, to.cursor, from.round, from.after, from.cursor)
    if (moved.changes !== 1) throw new Error('Another run has moved this mirror on; this page was not stored.')
    return Number(dropped)
  }
  return {
    place,
    apply: (items, from, to) => inTransaction(db, () => apply(items, from, to)),
    close: () => db.close(),
  }
}

function open({ path, readOnly }: StoreOptions): DatabaseSync {
  const stats = statSync(path, { throwIfNoEntry: false })
  if (stats?.isDirectory()) throw new Refused(`--to: ${path} is a folder; name an SQLite file, such as mirror.sqlite.`)
  // A dry run creates no file.
  const db = openFile(readOnly && !stats ? ':memory:' : path, { readOnly: readOnly && stats !== undefined })
  if (isMirror(db)) return db
  db.close()
  throw new Refused(`--to: ${path} is neither empty nor a mirror; nothing was changed.`)
}

function openFile(path: string, options: { readOnly: boolean }): DatabaseSync {
  try {
    return new DatabaseSync(path, { ...options, timeout: BUSY_MS })
  } catch {
    throw new Refused(`--to: ${path} cannot be opened or created. Does its folder exist?`)
  }
}

function isMirror(db: DatabaseSync): boolean {
  try {
    return isOurs(db) || db.prepare('select 1 from sqlite_schema').all().length === 0
  } catch {
    return false // The file is no database.
  }
}

const isOurs = (db: DatabaseSync) => db.prepare('pragma application_id').get()?.application_id === APPLICATION_ID

function inTransaction<T>(db: DatabaseSync, work: () => T): T {
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
