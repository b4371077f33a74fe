import { type SQL, sql } from 'drizzle-orm'
import type { Db } from './connect.ts'

/** JSON as PostgreSQL wrote it: the Worker passes it on and never takes it apart. */
export type JsonText = string

/** Runs a statement whose one row has the answer as text in `body`. Null where there is no row, or no answer in it. */
export async function readJson(db: Db, query: SQL): Promise<JsonText | null> {
  const { rows } = await db.execute<{ body: JsonText | null }>(query)
  return rows[0]?.body ?? null
}

/** A timestamptz as RFC 3339 in UTC with milliseconds, whatever the session's time zone. */
export const rfc3339 = (column: string): SQL =>
  sql.raw(`to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`)

/** The time at hand to the minute, as RFC 3339: figures as of then have what was there then, and an answer keeps its ETag for a while. */
export const THIS_MINUTE: SQL = rfc3339(`date_trunc('minute', now())`)

/** An opaque cursor over `keys` (SQL expressions): base64url of their JSON array, tagged with the order it belongs to. */
export const cursorText = (tag: string, keys: readonly string[]): SQL =>
  sql.raw(
    `rtrim(translate(encode(convert_to(json_build_array('${tag}', ${keys.join(', ')})::text, 'UTF8'), 'base64'), E'+/\\n', '-_'), '=')`,
  )
