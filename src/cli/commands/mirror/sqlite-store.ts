import { existsSync } from 'node:fs'
import { DatabaseSync } from 'node:sqlite'
import { Refused } from '../../runner/command.ts'
import {
  BEGINNING,
  endsRepeatedBootstrap,
  type Item,
  type MirrorStore,
  movedMeanwhile,
  noMirror,
  type Place,
  requireSource,
  type StoreOptions,
} from './store.ts'

/** "SKIL", so that we take no other program's file for a mirror. */
const APPLICATION_ID = 0x534b494c

/** Others may read the file meanwhile: so long a page waits for them. */
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

/** A mirror in one SQLite file: a page and the place behind it are one transaction. */
export function sqliteStore(p: StoreOptions): MirrorStore {
  const db = open(p)
  const place = (): Place => {
    const row = isOurs(db) ? db.prepare('select source, round, after, cursor from place').get() : undefined
    if (!row) return BEGINNING
    const { source, round, after, cursor } = row as Place & { source: string }
    requireSource(p, source)
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
    if (endsRepeatedBootstrap(from, to)) db.prepare('delete from items where round < ?').run(to.round)
    const moved = db
      .prepare('update place set round = ?, after = ?, cursor = ? where round = ? and after is ? and cursor is ?')
      .run(to.round, to.after, to.cursor, from.round, from.after, from.cursor)
    if (moved.changes !== 1) throw movedMeanwhile()
  }
  return {
    place,
    apply: (items, from, to) => inTransaction(db, () => apply(items, from, to)),
    close: () => db.close(),
  }
}

function open(p: StoreOptions): DatabaseSync {
  const isThere = existsSync(p.path)
  // What only looks makes no file.
  const path = p.readOnly && !isThere ? ':memory:' : p.path
  const db = openFile(path, { readOnly: p.readOnly && isThere, timeout: BUSY_MS })
  if (isMirror(db)) return db
  db.close()
  throw noMirror(p)
}

function openFile(path: string, options: { readOnly: boolean; timeout: number }): DatabaseSync {
  try {
    return new DatabaseSync(path, options)
  } catch {
    throw new Refused(`--to: ${path} cannot be opened or made; is there such a folder?`)
  }
}

function isMirror(db: DatabaseSync): boolean {
  try {
    return isOurs(db) || db.prepare('select 1 from sqlite_schema').all().length === 0
  } catch {
    return false
  }
}

const isOurs = (db: DatabaseSync) => db.prepare('pragma application_id').get()?.application_id === APPLICATION_ID

function inTransaction(db: DatabaseSync, work: () => void): void {
  db.exec('begin immediate')
  try {
    work()
    db.exec('commit')
  } catch (error) {
    if (db.isTransaction) db.exec('rollback')
    throw error
  }
}
