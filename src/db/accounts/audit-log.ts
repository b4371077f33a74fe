import { sql } from 'drizzle-orm'
import type { Db } from '../connect.ts'
import { cursorText, type JsonText, readJson, rfc3339 } from '../json.ts'

/** What a list shows of a value; a page of whole texts could be of hundreds of megabytes. */
const SHOWN = 1000

const whole = (column: string) => `a.${column}`

const cut = (column: string) => `case when a.${column} is not null then (
  select coalesce(json_object_agg(key, case when length(value #>> '{}') > ${SHOWN} then to_jsonb(left(value #>> '{}', ${SHOWN}) || '…') else value end), '{}')
  from jsonb_each(a.${column})) end`

/** A row `a` of the log, its fields as `shown`. Pairs for json_build_object. */
const entry = (shown: (column: string) => string) => sql`
  'id', a.id, 'at', ${rfc3339('a.at')}, 'actor', a.actor, 'action', a.action, 'target_type', a.target_type, 'target_id', a.target_id,
  'before', ${sql.raw(shown('before'))}, 'after', ${sql.raw(shown('after'))}, 'request_id', a.request_id`

type AuditFilter = {
  actor?: string | undefined
  action?: string | undefined
  target_type?: string | undefined
  target_id?: string | undefined
  since?: string | undefined
}

/** What was changed, the newest first, by keyset. A value of over 1,000 characters is cut, and is a text then. */
export async function listAudit(
  db: Db,
  { size, after, since, ...equal }: AuditFilter & { size: number; after?: number | undefined },
): Promise<JsonText> {
  const conditions = Object.entries(equal).flatMap(([column, value]) =>
    value === undefined ? [] : [sql`${sql.identifier(column)} = ${value}`],
  )
  if (since !== undefined) conditions.push(sql`at >= ${since}::timestamptz`)
  if (after !== undefined) conditions.push(sql`id < ${after}::bigint`)
  const body = await readJson(
    db,
    sql`
    with page as (
      select *, row_number() over (order by id desc) as nth from audit_log
      where ${sql.join([sql`true`, ...conditions], sql` and `)} order by id desc limit ${size + 1}
    )
    select json_build_object(
      'items', coalesce(json_agg(json_build_object(${entry(cut)}) order by nth) filter (where nth <= ${size}), '[]'),
      'next_cursor', case when count(*) > ${size} then max(${cursorText('audit', ['a.id'])}) filter (where nth = ${size}) end
    )::text as body from page a`,
  )
  return body ?? ''
}

/** One entry as it was written, or null. */
export const findAuditEntry = (db: Db, id: number): Promise<JsonText | null> =>
  readJson(db, sql`select json_build_object(${entry(whole)})::text as body from audit_log a where id = ${id}::bigint`)
