import { existsSync } from 'node:fs'
import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import type { FeedState } from '../oracles/feed-oracle.ts'
import { ops } from '../run/cli.ts'

const NO_DATABASE = { url: '', endpoint: '' }

/** Returns a path for a mirror that does not exist yet. */
export const newMirror = async () => join(await mkdtemp(join(tmpdir(), 'skills-mirror-')), 'mirror.sqlite')

/** Runs the mirror as an operator without a database. */
export const runMirror = (origin: string, to: string, ...argv: string[]) =>
  ops(NO_DATABASE, ['mirror', '--from', origin, '--to', to, ...argv])

export type Kept = { kind: string; id: string; seq: number; payload: unknown }

/** The items of a mirror, read as its users would. */
export function readMirror(path: string): Kept[] {
  if (!existsSync(path)) return []
  const db = new DatabaseSync(path, { readOnly: true })
  try {
    const isBegun = db.prepare(`select 1 from sqlite_schema where name = 'items'`).get() !== undefined
    const rows = isBegun ? db.prepare('select kind, id, seq, payload from items').all() : []
    return rows.map(({ kind, id, seq, payload }) => {
      return { kind: String(kind), id: String(id), seq: Number(seq), payload: JSON.parse(String(payload)) }
    })
  } finally {
    db.close()
  }
}

/** The state of a mirror, to compare with `expectedState`. */
export const mirroredState = (path: string): FeedState =>
  new Map(readMirror(path).map(({ kind, id, payload }) => [`${kind} ${id}`, payload]))
