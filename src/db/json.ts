import { type SQL, sql } from 'drizzle-orm'
import type { Db } from './connect.ts'

/** JSON as PostgreSQL built it. The Worker passes it on without parsing it. */
export type JsonText = string

/** Runs a statement whose only row holds the answer in `body`. Returns null if there is no row or `body` is null. */
export async function readJson(db: Db, query: SQL): Promise<JsonText | null> {
  const { rows } = await db.execute<{ body: JsonText | null }>(query)
  return rows[0]?.body ?? null
}

/** A timestamptz as RFC 3339 in UTC with milliseconds, independent of the session's time zone. */
export const rfc3339 = (column: string): SQL =>
  sql.raw(`to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`)

/** A time cut to the ten minutes of its tick. As an `as_of` it keeps the ETag of an answer unchanged within a tick. */
export const tickOf = (time: string): string => `date_bin('10 minutes', ${time}, timestamptz 'epoch')`

/** The beginning of the current tick, as RFC 3339. */
export const THIS_TICK: SQL = rfc3339(tickOf('now()'))

/**
 * An opaque cursor: base64url of a JSON array of `tag`, which names the list and its order, and `keys`, SQL
 * expressions.
 */
export const cursorText = (tag: string, keys: readonly string[]): SQL =>
  sql.raw(
    `rtrim(translate(encode(convert_to(json_build_array('${tag}', ${keys.join(', ')})::text, 'UTF8'), 'base64'), E'+/\\n', '-_'), '=')`,
  )
