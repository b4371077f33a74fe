import { existsSync, statSync } from 'node:fs'
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

const databaseOf = (path: string) => (statSync(path).isDirectory() ? join(path, 'mirror.sqlite') : path)

/** The rows of a query on a mirror. */
export function queryMirror(path: string, query: string): Record<string, unknown>[] {
  const db = new DatabaseSync(databaseOf(path), { readOnly: true })
  try {
    return db.prepare(query).all()
  } finally {
    db.close()
  }
}

/** The items of a mirror, read as its users would. */
export function readMirror(path: string): Kept[] {
  if (!existsSync(path)) return []
  const db = new DatabaseSync(databaseOf(path), { readOnly: true })
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

/** Serves a mirror as its operator does, on a free port. */
export async function serveMirror(path: string) {
  const lines: Record<string, unknown>[] = []
  let stop = () => {}
  let listening = (_: string) => {}
  const origin = new Promise<string>((resolve) => {
    listening = resolve
  })
  const ended = ops(NO_DATABASE, ['serve-mirror', path, '--port', '0'], {}, '', {
    stderr: (text) => {
      const line = JSON.parse(text) as Record<string, unknown>
      lines.push(line)
      if (line.event === 'listening') listening(String(line.message))
    },
    onSignal: (end) => {
      stop = end
    },
  })
  return {
    /** Its origin, once it listens. Fails if it ends before that. */
    origin: await Promise.race([origin, ended.then(() => Promise.reject(new Error(JSON.stringify(lines))))]),
    lines,
    stop: async () => {
      stop()
      return (await ended).code
    },
  }
}
