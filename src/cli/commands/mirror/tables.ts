import type { DatabaseSync } from 'node:sqlite'
import { APPLICATION_ID, isOurs } from './open-mirror.ts'

/** The shape of the tables of the feed. Files of shape 0 have neither tombstones nor a floor. */
const SHAPE = 1

const ITEMS = `
  create table items (
    kind text not null, id text not null, seq integer not null, schema_version integer not null, payload_hash text not null,
    payload text not null, published_at text not null, round integer not null, primary key (kind, id)
  ) strict;
  create table place (
    singleton integer primary key check (singleton = 1), source text not null, round integer not null, after integer, cursor text
  ) strict;
  pragma application_id = ${APPLICATION_ID};`

// `floor`: all deletions after it are known. `asked_at`: when the last page came.
const SHAPE_1 = `
  create table tombstones (
    kind text not null, id text not null, seq integer not null, schema_version integer not null, payload_hash text not null,
    published_at text not null, primary key (kind, id)
  ) strict;
  create index items_by_seq on items (seq);
  create index tombstones_by_seq on tombstones (seq);
  alter table place add column floor integer;
  alter table place add column asked_at text;
  update place set floor = after;
  pragma user_version = ${SHAPE};`

// The key that signed the last page. There is no row if it was not signed.
const SIGNER = `
  create table if not exists signer (singleton integer primary key check (singleton = 1), kid text not null) strict;`

/** Creates the tables of the feed, or adds what an earlier mirror lacks. Call it within a transaction. */
export function makeTables(db: DatabaseSync): void {
  if (!isOurs(db)) db.exec(ITEMS)
  if (!hasTombstones(db)) db.exec(SHAPE_1)
  db.exec(SIGNER)
}

/** True if the mirror remembers which key signed its last page. */
export const hasSigner = (db: DatabaseSync) =>
  db.prepare(`select 1 from sqlite_schema where name = 'signer'`).get() !== undefined

/** True if the mirror has the tables that others can be served from. */
export const hasTombstones = (db: DatabaseSync) =>
  Number(db.prepare('pragma user_version').get()?.user_version) >= SHAPE
