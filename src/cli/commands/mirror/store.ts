import { Refused } from '../../runner/command.ts'
import { inTransaction, isOurs, type Mirror } from './open-mirror.ts'
import { BEGINNING, type Item, type Place } from './place.ts'
import { hasSigner, makeTables } from './tables.ts'

const PUT = `
  insert into items (kind, id, seq, schema_version, payload_hash, payload, published_at, round)
  select $kind, $id, $seq, $schemaVersion, $payloadHash, $payload, $publishedAt, $round
  where not exists (select 1 from tombstones t where t.kind = $kind and t.id = $id and t.seq > $seq)
  on conflict (kind, id) do update set seq = excluded.seq, schema_version = excluded.schema_version, payload_hash = excluded.payload_hash,
    payload = excluded.payload, published_at = excluded.published_at, round = excluded.round
  where items.round < excluded.round or items.seq <= excluded.seq`

const REVIVE = 'delete from tombstones where kind = $kind and id = $id and seq <= $seq'

const REMOVE = 'delete from items where kind = $kind and id = $id and seq < $seq'

const BURY = `
  insert into tombstones (kind, id, seq, schema_version, payload_hash, published_at)
  select $kind, $id, $seq, $schemaVersion, $payloadHash, $publishedAt
  where not exists (select 1 from items i where i.kind = $kind and i.id = $id)
  on conflict (kind, id) do update set seq = excluded.seq, schema_version = excluded.schema_version,
    payload_hash = excluded.payload_hash, published_at = excluded.published_at
  where tombstones.seq <= excluded.seq`

const MOVE = `
  update place set round = $round, after = $after, cursor = $cursor, asked_at = $at, floor = case when $isWhole then $after else floor end
  where round = $fromRound and after is $fromAfter and cursor is $fromCursor`

/** The metadata of a mirror. */
export type MirrorStore = {
  /** Returns the place of the last stored page. Throws Refused if the mirror follows another feed. */
  place: () => Place
  /** Returns the key that signed the last page. Null if it was not signed, or if there is none yet. */
  lastSigner: () => string | null
  /**
   * Stores the changes of a page, and the key that signed it, and moves from one place to the next, in one transaction. An older change never replaces a newer one.
   * The end of a repeated bootstrap deletes what it did not contain, and returns how many items these were. Safe to repeat. Throws
   * if another run has moved the mirror.
   */
  apply: (items: readonly Item[], from: Place, to: Place, signer: string | null) => number
}

/** `path` of the mirror, and the origin of the feed. */
type StoreOptions = { path: string; source: string; now: () => Date }

export function feedStore({ db }: Mirror, p: StoreOptions): MirrorStore {
  const place = (): Place => {
    const row = isOurs(db) ? db.prepare('select source, round, after, cursor from place').get() : undefined
    if (!row) return BEGINNING
    const { source, round, after, cursor } = row as Place & { source: string }
    // The places of two feeds do not compare.
    if (source !== p.source)
      throw new Refused(`--to: ${p.path} is a mirror of ${source}; use another file for ${p.source}.`)
    return { round, after, cursor }
  }
  const store = (items: readonly Item[], round: number) => {
    const [put, revive, remove, bury] = [db.prepare(PUT), db.prepare(REVIVE), db.prepare(REMOVE), db.prepare(BURY)]
    for (const { seq, kind, id, deleted, schemaVersion, payloadHash, payload, publishedAt } of items) {
      const about = { schemaVersion, payloadHash, publishedAt }
      if (deleted) {
        remove.run({ kind, id, seq })
        bury.run({ kind, id, seq, ...about })
      } else {
        put.run({ kind, id, seq, ...about, payload, round })
        revive.run({ kind, id, seq })
      }
    }
  }
  const apply = (items: readonly Item[], from: Place, to: Place, signer: string | null) => {
    const isNew = !isOurs(db)
    makeTables(db)
    if (isNew)
      db.prepare('insert into place (singleton, source, round, after, cursor) values (1, ?, ?, ?, ?)').run(
        p.source,
        ...[from.round, from.after, from.cursor],
      )
    // The feed may have been restored from a backup, with lower places than the deletions that we know.
    if (to.round > from.round) db.exec('delete from tombstones')
    store(items, to.round)
    const isWhole = from.after === null && to.after !== null
    const dropped = isWhole && to.round > 1 ? db.prepare('delete from items where round < ?').run(to.round).changes : 0
    const moved = db.prepare(MOVE).run({
      ...{ round: to.round, after: to.after, cursor: to.cursor },
      ...{ fromRound: from.round, fromAfter: from.after, fromCursor: from.cursor },
      ...{ at: p.now().toISOString(), isWhole: isWhole ? 1 : 0 },
    })
    if (moved.changes !== 1) throw new Error('Another run has moved this mirror on; this page was not stored.')
    db.exec('delete from signer')
    if (signer !== null) db.prepare('insert into signer (singleton, kid) values (1, ?)').run(signer)
    return Number(dropped)
  }
  const lastSigner = () => {
    const row = hasSigner(db) ? db.prepare('select kid from signer').get() : undefined
    return row ? String(row.kid) : null
  }
  return { place, lastSigner, apply: (...page) => inTransaction(db, () => apply(...page)) }
}
